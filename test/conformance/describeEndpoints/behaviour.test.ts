import { beforeAll, describe, expect } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { itUnlessLocal } from '../expectations.ts';

let on: Endpoint;
beforeAll(async () => {
  on = await endpoint();
});

describe('DescribeEndpoints', () => {
  itUnlessLocal('no-endpoints', 'gives an address and how long it is good', async () => {
    const { Endpoints } = await on.call('DescribeEndpoints', {});
    expect(Endpoints).toEqual([{ Address: expect.any(String), CachePeriodInMinutes: 1440 }]);
  });
});
