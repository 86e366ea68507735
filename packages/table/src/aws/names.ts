import type { JsonObject, JsonValue, WireReply, WireRequest } from '../door.ts';
import { TableError } from '../errors.ts';

/** What the real names of one run's tables begin with. */
export function runPrefix(runId: string): string {
  return `keysmith-${runId}-`;
}

/**
 * What the real names of the tables of one namespace begin with. A namespace may be any text; a table's name may not.
 * Two full stops end the namespace, and no escaped namespace holds one. `part` gives the beginning of such a beginning.
 */
export function namespacePrefix(runId: string, namespace: string): string {
  return `${partOfPrefix(runId, namespace)}..`;
}

export function partOfPrefix(runId: string, part: string): string {
  return runPrefix(runId) + part.replaceAll(/[^A-Za-z0-9-]/g, escaped);
}

function escaped(character: string): string {
  return `_${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

const namedByText = new Set(['ExecuteStatement', 'BatchExecuteStatement', 'ExecuteTransaction']);
const arnMembers = ['ResourceArn', 'StreamArn', 'ExclusiveStartStreamArn', 'ShardIterator'];

/**
 * The request with the real names of its tables.
 *
 * @throws {TableError} 'table.not-supported' for PartiQL, whose statements name tables in the middle of text.
 */
export function withRealNames({ operation, input }: WireRequest, prefix: string): WireRequest {
  if (namedByText.has(operation)) {
    throw new TableError(
      'table.not-supported',
      `${operation} is not carried to AWS: a statement names its tables in its text. Use the table "embedded" for PartiQL.`,
    );
  }
  const real = withTableName(input, prefix);
  for (const member of arnMembers) {
    const arn = real[member];
    if (typeof arn === 'string') real[member] = arn.replace(':table/', `:table/${prefix}`);
  }
  if (isObject(input['RequestItems'])) {
    const entries = Object.entries(input['RequestItems']);
    real['RequestItems'] = Object.fromEntries(
      entries.map(([name, value]) => [realName(name, prefix), value]),
    );
  }
  const actions = input['TransactItems'];
  if (Array.isArray(actions)) {
    real['TransactItems'] = actions.map((action: JsonValue) => actionWithRealName(action, prefix));
  }
  return { operation, input: real };
}

/** An action of a transaction is an object with one member, "Put" or the like, that names the table. */
function actionWithRealName(action: JsonValue, prefix: string): JsonValue {
  if (!isObject(action)) return action;
  const parts = Object.entries(action);
  return Object.fromEntries(
    parts.map(([kind, part]) => [kind, isObject(part) ? withTableName(part, prefix) : part]),
  );
}

function withTableName(part: JsonObject, prefix: string): Record<string, JsonValue | undefined> {
  const { TableName } = part;
  return typeof TableName === 'string' ? { ...part, TableName: realName(TableName, prefix) } : { ...part };
}

function realName(name: string, prefix: string): string {
  return name.startsWith('arn:') ? name.replace(':table/', `:table/${prefix}`) : prefix + name;
}

/**
 * The reply with the names that the caller knows. Names stand in many places (descriptions, ARNs, consumed capacity,
 * unprocessed items, messages of errors), and the prefix, which holds the run's id, nowhere else.
 */
export function withKnownNames({ status, body }: WireReply, prefix: string): WireReply {
  return { status, body: JSON.parse(JSON.stringify(body).replaceAll(prefix, '')) as JsonObject };
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
