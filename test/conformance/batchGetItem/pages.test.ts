import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { keyOf } from '../items.ts';
import { composite } from '../tables.ts';

let on: Endpoint;
let table: string;
const KEYS = Array.from({ length: 50 }, (_, i) => keyOf(`large-${i}`));

beforeAll(async () => {
  on = await endpoint();
  table = await on.table(composite);
  for (const key of KEYS) {
    await on.call('PutItem', { TableName: table, Item: { ...key, v: { S: 'x'.repeat(400_000) } } });
  }
});

describe('a BatchGetItem of more than 16 MB', () => {
  it('gives back the keys that it did not read', async () => {
    const request = { Keys: KEYS, ProjectionExpression: 'pk', ConsistentRead: true };
    const { Responses, UnprocessedKeys } = await on.call('BatchGetItem', {
      RequestItems: { [table]: request },
    });
    const rest = UnprocessedKeys[table];
    expect(Responses[table].length + rest.Keys.length).toBe(50);
    // 41 items of 400,000 bytes are 16.4 million bytes, a little less than 16 MB; 42 are more.
    expect(Responses[table].length).toBeLessThanOrEqual(42);
    expect(rest).toMatchObject({ ProjectionExpression: 'pk', ConsistentRead: true });
  });

  it('is complete when what it gives back is asked for again', async () => {
    const seen = new Set<string>();
    let RequestItems: Output = { [table]: { Keys: KEYS, ProjectionExpression: 'pk' } };
    for (let calls = 0; calls < 10 && Object.keys(RequestItems).length > 0; calls += 1) {
      const reply = await on.call('BatchGetItem', { RequestItems });
      for (const item of reply.Responses[table] ?? []) seen.add(item.pk.S);
      RequestItems = reply.UnprocessedKeys;
    }
    expect(seen.size).toBe(50);
  });
});
