import { createEngine, type Engine, type JsonObject } from '@keysmith/engine';

/**
 * The engine alone, without SDK and door: calls a second, growth from a thousand to a million items, memory, start.
 * `node --expose-gc test/bench/engine.ts` prints the figures as JSON; `--quick` leaves the million out.
 */
const TABLE_NAME = 'Bench';
const COLLECTION = 100;
const SAMPLE_MS = 1500;
const SAMPLES = 5;

const TABLE = {
  TableName: TABLE_NAME,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
};

const padding = 'x'.repeat(90);

function keyOf(at: number): JsonObject {
  const sk = `order#${String(at % COLLECTION).padStart(6, '0')}`;
  return { pk: { S: `customer#${String(Math.floor(at / COLLECTION)).padStart(8, '0')}` }, sk: { S: sk } };
}

/** An item of about 200 bytes with text, numbers, a flag and a list. */
function itemOf(at: number): JsonObject {
  return {
    ...keyOf(at),
    n: { N: String(at % 1000) },
    total: { N: '4217.5' },
    paid: { BOOL: true },
    tags: { L: [{ S: 'new' }, { S: 'gift' }] },
    note: { S: padding },
  };
}

function filled(count: number): Engine {
  const engine = createEngine();
  engine.execute('CreateTable', TABLE);
  for (let at = 0; at < count; at++)
    engine.executeShared('PutItem', { TableName: TABLE_NAME, Item: itemOf(at) });
  return engine;
}

type Call = (engine: Engine, at: number, count: number) => void;

/** Keys in an order that visits all of them and no two neighbours. */
const spread = (at: number, count: number) => (at * 7919) % count;

const CALLS: Readonly<Record<string, Call>> = {
  GetItem: (engine, at, count) => {
    engine.execute('GetItem', { TableName: TABLE_NAME, Key: keyOf(spread(at, count)) });
  },
  PutItem: (engine, at, count) => {
    engine.execute('PutItem', { TableName: TABLE_NAME, Item: itemOf(spread(at, count)) });
  },
  UpdateItem: (engine, at, count) => {
    engine.execute('UpdateItem', {
      TableName: TABLE_NAME,
      Key: keyOf(spread(at, count)),
      UpdateExpression: 'SET n = n + :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    });
  },
  QueryOf100: (engine, at, count) => {
    engine.execute('Query', {
      TableName: TABLE_NAME,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': keyOf(spread(at, count))['pk'] },
    });
  },
};

/** Calls a second: the best of several samples, because what disturbs a sample only ever slows it down. */
function rate(engine: Engine, call: Call, count: number): number {
  let best = 0;
  let at = 0;
  for (let sample = 0; sample < SAMPLES; sample++) {
    const begin = performance.now();
    let calls = 0;
    while (performance.now() - begin < SAMPLE_MS / SAMPLES) {
      for (let batch = 0; batch < 50; batch++) call(engine, at++, count);
      calls += 50;
    }
    best = Math.max(best, (calls / (performance.now() - begin)) * 1000);
  }
  return Math.round(best);
}

function rates(count: number): Record<string, number> {
  const engine = filled(count);
  return Object.fromEntries(Object.entries(CALLS).map(([name, call]) => [name, rate(engine, call, count)]));
}

/** Milliseconds from the constructor to the first answer, in a process that has not used the engine yet. */
function start(): number {
  const begin = performance.now();
  const engine = createEngine();
  engine.execute('CreateTable', TABLE);
  engine.execute('PutItem', { TableName: TABLE_NAME, Item: itemOf(1) });
  return performance.now() - begin;
}

function memory(count: number): { heapMb: number; rssMb: number } {
  const { gc } = globalThis as { gc?: () => void };
  gc?.();
  const before = process.memoryUsage().heapUsed;
  const engine = filled(count);
  gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  engine.execute('GetItem', { TableName: TABLE_NAME, Key: keyOf(1) });
  return { heapMb: Math.round((heapUsed - before) / 2 ** 20), rssMb: Math.round(rss / 2 ** 20) };
}

/** All figures; `largest` is the number of items that growth and memory go up to. */
export function measureEngine(largest: number) {
  const startMs = start();
  const sizes = [1000, 10_000, 100_000, 1_000_000].filter((size) => size <= largest);
  const byItems = Object.fromEntries(sizes.map((size) => [size, rates(size)]));
  return { startMs, callsPerSecond: byItems, memory: { items: largest, ...memory(largest) } };
}

if (import.meta.main) {
  const largest = process.argv.includes('--quick') ? 10_000 : 1_000_000;
  console.log(JSON.stringify(measureEngine(largest), null, 2));
}
