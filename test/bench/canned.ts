import { collectionSize, definition, wireItemOf } from './workload.ts';

const table = { ...definition, TableStatus: 'ACTIVE', ItemCount: 0, TableSizeBytes: 0 };

const answers: Readonly<Record<string, object>> = {
  CreateTable: { TableDescription: table },
  DeleteTable: { TableDescription: table },
  GetItem: { Item: wireItemOf(0) },
  Query: {
    Items: Array.from({ length: collectionSize }, (_, index) => wireItemOf(index)),
    Count: collectionSize,
    ScannedCount: collectionSize,
  },
};

const encoder = new TextEncoder();
const nothing = encoder.encode('{}');
const bodies = new Map(
  Object.entries(answers).map(([operation, answer]) => [operation, encoder.encode(JSON.stringify(answer))]),
);

/** The answer that a table of the workload gives to the operation of this target header, ready to be sent. */
export function cannedBody(target: string): Uint8Array {
  return bodies.get(target.slice(target.lastIndexOf('.') + 1)) ?? nothing;
}
