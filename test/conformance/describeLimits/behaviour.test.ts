import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';

let on: Endpoint;
beforeAll(async () => {
  on = await endpoint();
});

describe('DescribeLimits', () => {
  it('gives the limits of account and table', async () => {
    const limits = await on.call('DescribeLimits', {});
    expect(limits).toEqual({
      AccountMaxReadCapacityUnits: expect.any(Number),
      AccountMaxWriteCapacityUnits: expect.any(Number),
      TableMaxReadCapacityUnits: expect.any(Number),
      TableMaxWriteCapacityUnits: expect.any(Number),
    });
    expect(limits.TableMaxReadCapacityUnits).toBeLessThanOrEqual(limits.AccountMaxReadCapacityUnits);
    expect(limits.TableMaxWriteCapacityUnits).toBeLessThanOrEqual(limits.AccountMaxWriteCapacityUnits);
  });
});
