/** Replies in a form in which equal meaning is equal text. */
type Json = unknown;

const UNORDERED = new Set(['SS', 'NS', 'BS']);

function isObject(value: Json): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Numbers in one spelling: DynamoDB Local answers `1E-3` where the service answers `0.001`. */
function spelled(number: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d*)(?:\.(\d*))?(?:E([+-]?\d+))?$/i.exec(number) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const trimmed = digits.replace(/0+$/, '');
  return trimmed === ''
    ? '0'
    : `${sign}${trimmed}E${Number(exponent) - fraction.length + digits.length - trimmed.length}`;
}

/** Members by name, sets by member, numbers by value. */
export function normal(value: Json, name = ''): Json {
  if (name === 'N' && typeof value === 'string') return spelled(value);
  if (name === 'NS' && Array.isArray(value)) return value.map((member) => spelled(String(member))).sort();
  if (Array.isArray(value)) {
    const members = value.map((member) => normal(member));
    return UNORDERED.has(name) ? [...members].sort() : members;
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((member) => [member, normal(value[member], member)]),
  );
}

const text = (value: Json) => JSON.stringify(value);

/** Scans have no order that two engines could share, and ties in an index neither. */
function withoutOrder(body: Record<string, Json>): Record<string, Json> {
  if (!Array.isArray(body['Items'])) return body;
  return { ...body, Items: [...(body['Items'] as Json[])].sort((a, b) => (text(a) < text(b) ? -1 : 1)) };
}

function normalResponses(body: Record<string, Json>): Record<string, Json> {
  const { Responses } = body;
  if (!isObject(Responses)) return body;
  const sorted = Object.entries(Responses).map(([table, list]) => [
    table,
    [...(list as Json[])].sort((a, b) => (text(a) < text(b) ? -1 : 1)),
  ]);
  return { ...body, Responses: Object.fromEntries(sorted) };
}

export interface Reply {
  readonly status: number;
  readonly body: Record<string, Json>;
}

export function errorName(body: Record<string, Json>): string {
  return String(body['__type']).split('#').pop()!;
}

/** What two replies are compared by: errors by name (and the codes of a cancellation), results by content. */
export function essence(operation: string, reply: Reply): Json {
  if (reply.status !== 200) {
    const reasons = reply.body['CancellationReasons'];
    const codes = Array.isArray(reasons)
      ? reasons.map((reason: { Code?: string }) => reason.Code)
      : undefined;
    return { error: errorName(reply.body), codes };
  }
  const body = normal(reply.body) as Record<string, Json>;
  if (operation === 'Scan') return withoutOrder(body);
  return normalResponses(body);
}
