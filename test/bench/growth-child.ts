// A process of its own: node growth-child.ts <rounds> <item count>... Prints medians in microseconds, as JSON.
import { documentClient } from '@keysmith/table/clients';
import { answer } from '@keysmith/engine/wire';
import type { Engine } from '@keysmith/engine';
import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { engineRequests, filledEngine, inputAt } from './engine-alone.ts';
import type { EngineRequest } from './engine-alone.ts';
import type { GrowthFigures } from './growth.ts';
import { median } from './median.ts';

const [rounds = 0, ...itemCounts] = process.argv.slice(2).map(Number);
/** Requests of one kind to one table in one round. */
const turnLength = 25;

interface Table {
  readonly itemCount: number;
  readonly engine: Engine;
  readonly client: DynamoDBDocumentClient;
}

type Way = 'through the client' | 'engine alone';
const ways: readonly Way[] = ['through the client', 'engine alone'];

const tables = itemCounts.map((itemCount): Table => {
  const engine = filledEngine(itemCount);
  // The door of packages/table, which opens an engine of its own; filling that one would go through promises.
  const send = async ({ operation, input }: { operation: string; input: object }) => {
    const { status, body } = answer(engine, operation, input);
    return { status, body: body as Record<string, never> };
  };
  return { itemCount, engine, client: documentClient({ send }) };
});

const commands = { GetItem: GetCommand, PutItem: PutCommand, Query: QueryCommand } as const;
type AnyCommand = GetCommand;

const times: Record<string, number[]> = {};
let step = 0;

async function takeTurn(table: Table, request: EngineRequest, way: Way): Promise<void> {
  const each = (times[`${way}, ${request}, ${table.itemCount}`] ??= []);
  for (let turn = 0; turn < turnLength; turn += 1) {
    // A stride that shares no factor with any item count visits items all over the table.
    const index = ((step += 1) * 611_953) % table.itemCount;
    const [operation, wire, plain] = inputAt[request](index);
    const command = new commands[operation](plain as never) as AnyCommand;
    const begin = performance.now();
    if (way === 'engine alone') table.engine.execute(operation, wire);
    else await table.client.send(command);
    each.push((performance.now() - begin) * 1000);
  }
}

async function measure(roundCount: number): Promise<void> {
  for (let round = 0; round < roundCount; round += 1) {
    for (const way of ways) {
      for (const request of engineRequests) for (const table of tables) await takeTurn(table, request, way);
    }
  }
}

await measure(Math.ceil(rounds / 4));
for (const each of Object.values(times)) each.length = 0;
await measure(rounds);

const figures = Object.fromEntries(
  ways.map((way) => [
    way,
    Object.fromEntries(
      engineRequests.map((request) => [
        request,
        Object.fromEntries(
          itemCounts.map((itemCount) => [itemCount, median(times[`${way}, ${request}, ${itemCount}`] ?? [])]),
        ),
      ]),
    ),
  ]),
);
process.stdout.write(JSON.stringify(figures as unknown as GrowthFigures));
