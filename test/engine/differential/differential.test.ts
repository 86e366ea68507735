import { createEngine, DynamoError, type JsonObject } from '@keysmith/engine';
import { startTable, type Door, type TableServer } from '@keysmith/table';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { essence, type Reply } from './compare.ts';
import { explanation, mayPart } from './differences.ts';
import { type Request, requests } from './requests.ts';
import { TABLE, TABLE_NAME } from './things.ts';

/**
 * The same random requests against the embedded engine and DynamoDB Local. `KEYSMITH_DIFFERENTIAL_RUNS` asks for more
 * runs (of up to 40 requests each), `KEYSMITH_DIFFERENTIAL_SEED` for others.
 */
const RUNS = Number(process.env['KEYSMITH_DIFFERENTIAL_RUNS'] ?? 12);
const SEED = Number(process.env['KEYSMITH_DIFFERENTIAL_SEED'] ?? 2026);
const REQUESTS_MAX = 40;

let server: TableServer;
let spaces = 0;
beforeAll(async () => {
  server = await startTable('dynamodb-local');
}, 60_000);
afterAll(() => server.close());

function answerOf(engine: ReturnType<typeof createEngine>, { operation, input }: Request): Reply {
  try {
    return { status: 200, body: engine.execute(operation, input) };
  } catch (error) {
    if (!(error instanceof DynamoError)) throw error;
    return { status: error.status, body: error.toBody() };
  }
}

type Items = JsonObject[];
const identity = (item: JsonObject) => JSON.stringify([item['pk'], item['sk']]);

/** Gives the engine's table the items of the other one, after a difference that is explained. */
async function reconcile(engine: ReturnType<typeof createEngine>, door: Door): Promise<void> {
  const { body } = await door.send({
    operation: 'Scan',
    input: { TableName: TABLE_NAME, ConsistentRead: true },
  });
  const wanted = new Map((body['Items'] as unknown as Items).map((item) => [identity(item), item]));
  for (const item of engine.execute('Scan', { TableName: TABLE_NAME })['Items'] as Items) {
    if (!wanted.has(identity(item)))
      engine.execute('DeleteItem', { TableName: TABLE_NAME, Key: { pk: item['pk'], sk: item['sk'] } });
  }
  for (const Item of wanted.values()) engine.execute('PutItem', { TableName: TABLE_NAME, Item });
}

it(
  'the engine and DynamoDB Local answer alike, or the difference has a name',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(requests, { minLength: 10, maxLength: REQUESTS_MAX, size: 'max' }),
        async (script) => {
          const space = `differential${process.pid}x${++spaces}`;
          const door = server.open(space);
          const engine = createEngine();
          engine.execute('CreateTable', TABLE);
          await door.send({ operation: 'CreateTable', input: TABLE });
          for (const request of script) {
            const local = (await door.send({
              operation: request.operation,
              input: request.input as never,
            })) as unknown as Reply;
            const replies = { engine: answerOf(engine, request), local };
            const [ours, theirs] = [replies.engine, local].map((reply) => essence(request.operation, reply));
            const isSame = JSON.stringify(ours) === JSON.stringify(theirs);
            if (!isSame && explanation(request, replies) === undefined)
              expect({ request, reply: ours }).toEqual({ request, reply: theirs });
            if (!isSame || mayPart(request)) await reconcile(engine, door);
          }
          await server.release(space);
        },
      ),
      { seed: SEED, numRuns: RUNS, endOnFailure: RUNS > 100 },
    );
  },
  60_000 + RUNS * 5000,
);
