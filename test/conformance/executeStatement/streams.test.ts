import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { recordsOf, streamedTable } from '../stream-reading.ts';

let on: Endpoint;
beforeAll(async () => {
  on = await endpoint();
});

describe('a statement that writes', () => {
  it('makes the record of its kind', async () => {
    const { table, arn } = await streamedTable(on);
    for (const Statement of [
      `INSERT INTO "${table}" VALUE {'pk': 'a', 'v': 1}`,
      `UPDATE "${table}" SET v = 2 WHERE pk = 'a'`,
      `UPDATE "${table}" SET v = 2 WHERE pk = 'a'`,
      `DELETE FROM "${table}" WHERE pk = 'a'`,
    ]) {
      await on.call('ExecuteStatement', { Statement });
    }
    const records = await recordsOf(on, arn);
    expect(records.map(({ eventName }) => eventName)).toEqual(['INSERT', 'MODIFY', 'REMOVE']);
    expect(records[1].dynamodb.NewImage.v).toEqual({ N: '2' });
  });
});
