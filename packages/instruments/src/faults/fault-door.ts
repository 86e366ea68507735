import type { Door, JsonObject, WireReply, WireRequest } from '@keysmith/table/door';
import { isObject, transactActions } from '../recorder/tables.ts';

/** What DynamoDB may do to a request that is right in itself. */
export type Fault = 'throttle' | 'lost-reply' | 'server-error' | 'unprocessed' | 'early-page' | 'conflict';

export const FAULTS: readonly Fault[] = [
  'throttle',
  'lost-reply',
  'server-error',
  'unprocessed',
  'early-page',
  'conflict',
];

const BATCHES = ['BatchGetItem', 'BatchWriteItem'];
const PAGES = ['Query', 'Scan'];
const TRANSACTIONS = ['TransactGetItems', 'TransactWriteItems'];

/** Whether a fault can strike a request at all. */
export function canStrike(fault: Fault, { operation, input }: WireRequest): boolean {
  if (fault === 'unprocessed') return BATCHES.includes(operation) && entriesOf(input).length > 0;
  if (fault === 'early-page') return PAGES.includes(operation) && input['Limit'] !== 1;
  if (fault === 'conflict') return TRANSACTIONS.includes(operation);
  return true;
}

export interface Strike {
  readonly fault: Fault;
  /** Which request it strikes, from 1 in the order of this client. */
  readonly request: number;
  /** How many requests in a row, from that one on. */
  readonly times: number;
}

/** "lost-reply-3-1" */
export function spellStrike({ fault, request, times }: Strike): string {
  return `${fault}-${request}-${times}`;
}

export interface Striker {
  /** The requests so far, of all calls of the client. */
  readonly requests: readonly WireRequest[];
  door(inner: Door, said: (text: string) => void): Door;
}

/** Does one thing to one request of a client (or to a few in a row) that DynamoDB may do; on any kind of table. */
export function createStriker(strike?: Strike): Striker {
  const requests: WireRequest[] = [];
  return {
    requests,
    door: (inner, said) => ({
      send(request) {
        requests.push(request);
        const at = requests.length;
        const strikes = strike !== undefined && at >= strike.request && at < strike.request + strike.times;
        if (!strikes || !canStrike(strike.fault, request)) return inner.send(request);
        return doFault(strike.fault, { inner, request, said });
      },
    }),
  };
}

export interface Struck {
  readonly inner: Door;
  readonly request: WireRequest;
  readonly said: (text: string) => void;
}

/** Does one thing to one request, and says what it was. */
export function doFault(fault: Fault, { inner, request, said }: Struck): Promise<WireReply> {
  said(IN_WORDS[fault](request));
  return DOERS[fault](inner, request);
}

/** The recording has what reaches the table, which is less than was asked for where a part is left undone. */
const IN_WORDS: Readonly<Record<Fault, (request: WireRequest) => string>> = {
  throttle: () => 'throttled, so not carried out',
  'lost-reply': () => 'carried out, but the reply is lost',
  'server-error': () => 'carried out, but the reply is InternalServerError',
  unprocessed({ input }) {
    const asked = entriesOf(input).length;
    const left = asked - doneOf(asked);
    return left === asked
      ? 'the whole batch is left undone'
      : `${left} of the ${asked} in the batch ${left === 1 ? 'is' : 'are'} left undone`;
  },
  'early-page': ({ input }) =>
    `the page ends early: the request set ${input['Limit'] === undefined ? 'no limit' : `a limit of ${String(input['Limit'])}`}`,
  conflict: () => 'another transaction is at work on an item',
};

/** How many entries of a batch are done when it is done in part. */
function doneOf(asked: number): number {
  return Math.floor(asked / 2);
}

type Doer = (inner: Door, request: WireRequest) => Promise<WireReply>;

const DOERS: Readonly<Record<Fault, Doer>> = {
  throttle: () =>
    Promise.resolve(
      refusal(
        'ProvisionedThroughputExceededException',
        'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.',
      ),
    ),

  async 'lost-reply'(inner, request) {
    await inner.send(request);
    // The name and the code by which the SDK knows that it may try again.
    const error = new Error(`the reply to ${request.operation} did not arrive`);
    throw Object.assign(error, { name: 'TimeoutError', code: 'ECONNRESET' });
  },

  // Carried out each time: had it not been, nobody could tell the reply from that to a throttled request.
  async 'server-error'(inner, request) {
    await inner.send(request);
    return refusal('InternalServerError', 'Internal server error', 500);
  },

  async unprocessed(inner, { operation, input }) {
    const entries = entriesOf(input);
    const done = entries.slice(0, doneOf(entries.length));
    const left = entries.slice(done.length);
    const unprocessed = {
      [operation === 'BatchGetItem' ? 'UnprocessedKeys' : 'UnprocessedItems']: regroup(left, input),
    };
    if (done.length === 0) return { status: 200, body: { ...EMPTY[operation], ...unprocessed } };
    const { status, body } = await inner.send({
      operation,
      input: { ...input, RequestItems: regroup(done, input) },
    });
    return { status, body: status === 200 ? { ...body, ...unprocessed } : body };
  },

  'early-page': (inner, { operation, input }) => inner.send({ operation, input: { ...input, Limit: 1 } }),

  conflict(_inner, { input }) {
    const reasons = transactActions(input).map(([], at) =>
      at === 0
        ? { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' }
        : { Code: 'None' },
    );
    const codes = reasons.map(({ Code }) => Code).join(', ');
    const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
    const { status, body } = refusal('TransactionCanceledException', message);
    return Promise.resolve({ status, body: { ...body, CancellationReasons: reasons } });
  },
};

const EMPTY: Readonly<Record<string, JsonObject>> = { BatchGetItem: { Responses: {} } };

function refusal(name: string, message: string, status = 400): WireReply {
  return { status, body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message } };
}

type Entry = readonly [table: string, entry: JsonObject];

/** The keys or writes of a batch, each with its table. */
export function entriesOf(input: JsonObject): Entry[] {
  const tables = isObject(input['RequestItems']) ? input['RequestItems'] : {};
  return Object.entries(tables).flatMap(([table, given]): Entry[] => {
    const list = isObject(given) ? given['Keys'] : given;
    return Array.isArray(list) ? (list as readonly JsonObject[]).map((entry) => [table, entry]) : [];
  });
}

function regroup(entries: readonly Entry[], input: JsonObject): JsonObject {
  const tables = input['RequestItems'] as JsonObject;
  const grouped = Map.groupBy(entries, ([table]) => table);
  return Object.fromEntries(
    [...grouped].map(([table, own]) => {
      const list = own.map(([, entry]) => entry);
      const given = tables[table];
      return [table, isObject(given) ? { ...given, Keys: list } : list];
    }),
  );
}
