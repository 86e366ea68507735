import { createEngine } from '@keysmith/engine';
import type { Engine } from '@keysmith/engine';
import { median } from './median.ts';
import { definition, itemOf, keyOf, partitionOf, wireItemOf, wireKeyOf } from './workload.ts';

export const engineRequests = ['GetItem', 'PutItem', 'Query of 100'] as const;
export type EngineRequest = (typeof engineRequests)[number];

const TableName = 'bench';

/** An engine with a table of so many items. */
export function filledEngine(itemCount: number): Engine {
  const engine = createEngine();
  engine.execute('CreateTable', { ...definition, TableName });
  for (let index = 0; index < itemCount; index += 1) {
    engine.execute('PutItem', { TableName, Item: wireItemOf(index) });
  }
  return engine;
}

/** What is asked of item `index`: the operation, its input on the wire, and the same for the document client. */
export const inputAt: Readonly<
  Record<EngineRequest, (index: number) => readonly ['GetItem' | 'PutItem' | 'Query', object, object]>
> = {
  GetItem: (index) => ['GetItem', { TableName, Key: wireKeyOf(index) }, { TableName, Key: keyOf(index) }],
  PutItem: (index) => ['PutItem', { TableName, Item: wireItemOf(index) }, { TableName, Item: itemOf(index) }],
  'Query of 100': (index) => {
    const query = { TableName, KeyConditionExpression: 'pk = :pk' };
    const pk = partitionOf(index);
    return [
      'Query',
      { ...query, ExpressionAttributeValues: { ':pk': { S: pk } } },
      { ...query, ExpressionAttributeValues: { ':pk': pk } },
    ];
  },
};

/** Requests of one batch. Making their inputs is the caller's work and not measured. */
const batchSize = 1000;

/**
 * Requests per second of the engine without SDK, on a table of ten thousand items: the median batch. Measured in
 * processor time of the whole process, so that garbage collection counts and what other programs do does not.
 */
export function measureEngineAlone(batches: number): Readonly<Record<EngineRequest, number>> {
  const engine = filledEngine(10_000);
  const perSecond = (request: EngineRequest) => {
    const each = Array.from({ length: batches }, (_, batch) => timeBatch(engine, request, batch));
    return 1e6 / median(each.slice(Math.floor(batches / 5)));
  };
  return {
    GetItem: perSecond('GetItem'),
    PutItem: perSecond('PutItem'),
    'Query of 100': perSecond('Query of 100'),
  };
}

/** Microseconds of processor time for one request of the batch. */
function timeBatch(engine: Engine, request: EngineRequest, batch: number): number {
  // A stride that shares no factor with the item count visits items all over the table.
  const inputs = Array.from({ length: batchSize }, (_, at) =>
    inputAt[request](((batch * batchSize + at) * 7919) % 10_000),
  );
  const begin = process.cpuUsage();
  for (const [operation, input] of inputs) engine.execute(operation, input);
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / batchSize;
}
