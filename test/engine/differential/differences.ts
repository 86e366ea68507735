import { errorName, essence, normal, type Reply } from './compare.ts';
import type { Request } from './requests.ts';

/**
 * Where the embedded engine follows the service and DynamoDB Local does not. Each entry has its source in
 * `packages/engine/DIFFERENCES.md`. An entry removes from both replies what can't be compared, or says that the
 * pair is explained as a whole. Everything else is a fault of the engine.
 */
export interface Explained {
  readonly name: string;
  explains(request: Request, replies: { engine: Reply; local: Reply }): boolean;
}

const message = (reply: Reply) => String(reply.body['message'] ?? reply.body['Message'] ?? '');
const bothDone = ({ engine, local }: { engine: Reply; local: Reply }) =>
  engine.status === 200 && local.status === 200;

/** Equal in everything but what they consumed. */
function sameBut(request: Request, { engine, local }: { engine: Reply; local: Reply }): boolean {
  const rest = ({ status, body: { ConsumedCapacity: _consumed, ...body } }: Reply) =>
    essence(request.operation, { status, body });
  return JSON.stringify(rest(engine)) === JSON.stringify(rest(local));
}

function updatesOf({ operation, input }: Request): string[] {
  if (operation === 'UpdateItem') return [String(input['UpdateExpression'])];
  if (operation !== 'TransactWriteItems') return [];
  const actions = input['TransactItems'] as readonly {
    readonly Update?: { readonly UpdateExpression: string };
  }[];
  return actions.flatMap(({ Update }) => (Update === undefined ? [] : [Update.UpdateExpression]));
}

const onlyRemoves = (expression: string) => !/\b(?:SET|ADD)\b/.test(expression);

/** Whether a request can leave the two tables different although both have answered as their documents say. */
export function mayPart(request: Request): boolean {
  return updatesOf(request).some(onlyRemoves);
}

function deletesOf({ input }: Request): number {
  const tables = Object.values(input['RequestItems'] as Record<string, readonly object[]>);
  return tables.flat().filter((request) => 'DeleteRequest' in request).length;
}

const codesOf = (reply: Reply): unknown[] => {
  const reasons = reply.body['CancellationReasons'];
  return Array.isArray(reasons) ? reasons.map((reason: { Code?: unknown }) => reason.Code) : [];
};

export const EXPLAINED: readonly Explained[] = [
  {
    name: 'an empty page costs the least read',
    explains: (request, replies) =>
      ['Query', 'Scan'].includes(request.operation) &&
      bothDone(replies) &&
      replies.engine.body['ScannedCount'] === 0 &&
      sameBut(request, replies),
  },
  {
    name: 'a missing key of a batch costs the least read',
    explains: (request, replies) =>
      request.operation === 'BatchGetItem' && bothDone(replies) && sameBut(request, replies),
  },
  {
    name: 'a batch deletes what is not there for one unit, not two',
    explains: (request, replies) =>
      request.operation === 'BatchWriteItem' &&
      bothDone(replies) &&
      deletesOf(request) > 0 &&
      sameBut(request, replies),
  },
  {
    name: 'transactions double the table only, and report reads and writes apart',
    explains: (request, replies) =>
      request.operation === 'TransactWriteItems' && bothDone(replies) && sameBut(request, replies),
  },
  {
    name: 'a scan of a local index is charged by what the index holds',
    explains: (request, replies) =>
      request.operation === 'Scan' &&
      request.input['IndexName'] === 'local-n' &&
      bothDone(replies) &&
      sameBut(request, replies),
  },
  {
    name: 'an update that only removes creates no item, and finds nothing wrong with one that is missing',
    explains: (request, { engine }) =>
      mayPart(request) && (engine.status === 200 || codesOf(engine).length > 0),
  },
  {
    name: 'after the first validation error a transaction looks no further',
    explains: (_request, { engine, local }) => {
      const [ours, theirs] = [codesOf(engine), codesOf(local)];
      const first = ours.indexOf('ValidationError');
      return (
        first >= 0 &&
        ours.slice(first + 1).every((code) => code === 'None') &&
        theirs.slice(0, first + 1).join() === ours.slice(0, first + 1).join()
      );
    },
  },
  {
    name: 'a document where an index key should be is a reason of cancellation like any other wrong type',
    explains: (request, { engine, local }) =>
      request.operation === 'TransactWriteItems' &&
      message(local) === 'Invalid attribute value type' &&
      codesOf(engine).length > 0,
  },
  {
    name: 'a page that ends by its limit has a key, also where the range ends there',
    explains: (request, { engine, local }) => {
      const { LastEvaluatedKey, ...body } = engine.body;
      const without = { engine: { ...engine, body }, local };
      return request.operation === 'Query' && LastEvaluatedKey !== undefined && sameBut(request, without);
    },
  },
  {
    name: 'equal index keys come in an order of their own',
    explains: (request, replies) => {
      const unordered = (reply: Reply) => {
        const { Items = [], ...body } = normal(reply.body) as { Items?: unknown[] };
        return JSON.stringify([body, Items.map((item) => JSON.stringify(item)).sort()]);
      };
      const { engine, local } = replies;
      return (
        request.input['IndexName'] !== undefined &&
        bothDone(replies) &&
        unordered(engine) === unordered(local)
      );
    },
  },
  {
    name: 'what an update finds wrong with its item is a reason of cancellation',
    explains: (request, { engine, local }) =>
      request.operation === 'TransactWriteItems' &&
      codesOf(engine).includes('ValidationError') &&
      errorName(local.body) === 'ValidationException',
  },
  {
    name: 'one item twice in a transaction is refused before any condition is looked at',
    explains: (request, { engine }) =>
      request.operation === 'TransactWriteItems' &&
      message(engine) === 'Transaction request cannot include multiple operations on one item',
  },
  {
    name: 'an index that holds the item neither before nor after is not charged',
    explains: (request, replies) => {
      const units = (reply: Reply) => {
        const entries = [reply.body['ConsumedCapacity'] ?? []].flat() as Capacity[];
        return sum(
          entries.map((entry) => entry.GlobalSecondaryIndexes?.['global-multi']?.CapacityUnits ?? -1),
        );
      };
      return bothDone(replies) && units(replies.engine) < units(replies.local) && sameBut(request, replies);
    },
  },
];

interface Capacity {
  readonly GlobalSecondaryIndexes?: Readonly<Record<string, { readonly CapacityUnits: number }>>;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

export function explanation(request: Request, replies: { engine: Reply; local: Reply }): string | undefined {
  return EXPLAINED.find((entry) => entry.explains(request, replies))?.name;
}
