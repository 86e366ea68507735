import { beforeAll, describe, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { expectRefusal } from '../expectations.ts';
import { iteratorOf, streamedTable } from '../stream-reading.ts';

let on: Endpoint;
let iterator: string;

beforeAll(async () => {
  on = await endpoint();
  iterator = await iteratorOf(on, (await streamedTable(on)).arn);
});

describe('GetRecords refuses', () => {
  it('no iterator', async () => {
    expectRefusal(await on.wireRefusal('GetRecords', {}), /shardIterator/i);
  });

  it('an iterator that is none', async () => {
    const error = await on.wireRefusal('GetRecords', { ShardIterator: 'not-an-iterator' });
    expectRefusal(error, /Invalid ShardIterator/i);
  });

  for (const [Limit, message] of [
    [0, /greater than or equal to 1/],
    [1001, /less than or equal to 1000/],
  ] as const) {
    it(`a Limit of ${Limit}`, async () => {
      expectRefusal(await on.wireRefusal('GetRecords', { ShardIterator: iterator, Limit }), message);
    });
  }
});
