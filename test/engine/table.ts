import {
  createEngine,
  DynamoError,
  type Engine,
  type EngineOptions,
  type JsonObject,
} from '@keysmith/engine';
import { partiql } from '@keysmith/engine/partiql';

/** A clock that stands still until a test moves it. */
export class TestClock {
  private ms: number;
  constructor(ms = Date.UTC(2026, 0, 1)) {
    this.ms = ms;
  }
  now(): number {
    return this.ms;
  }
  advance(ms: number): void {
    this.ms += ms;
  }
}

export interface TableOptions {
  readonly engine?: EngineOptions;
  readonly table?: JsonObject;
}

/** An engine with a table `Things` (pk and sk, both strings), and short ways to use it. */
export function things({ engine: options = {}, table = {} }: TableOptions = {}) {
  const engine = createEngine({ clock: new TestClock(), operations: partiql, ...options });
  const run = (operation: string, input: JsonObject = {}): JsonObject =>
    engine.execute(operation, { TableName: 'Things', ...input });
  engine.execute('CreateTable', {
    TableName: 'Things',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    ...table,
  });
  return { engine, run };
}

/** A table with a global index on `kind` beside the keys. */
export const WITH_INDEX: JsonObject = {
  AttributeDefinitions: ['pk', 'sk', 'kind'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-kind',
      KeySchema: [{ AttributeName: 'kind', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
};

export function put(pk: string, sk: string, more: JsonObject = {}): JsonObject {
  return { Item: { pk: { S: pk }, sk: { S: sk }, ...more } };
}

/** The error that a call throws; fails the test where it throws none. */
export function refusal(call: () => unknown): DynamoError {
  try {
    call();
  } catch (error) {
    if (error instanceof DynamoError) return error;
    throw error;
  }
  throw new Error('The call was expected to be refused');
}

export type { Engine };
