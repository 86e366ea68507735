import { operation } from './operation.ts';

/** Source: "Quotas", default quotas of an account in a Region. */
export const describeLimits = operation<object>({}, () => ({
  AccountMaxReadCapacityUnits: 80_000,
  AccountMaxWriteCapacityUnits: 80_000,
  TableMaxReadCapacityUnits: 40_000,
  TableMaxWriteCapacityUnits: 40_000,
}));

export const describeEndpoints = operation<object>({}, (database) => ({
  Endpoints: [{ Address: `dynamodb.${database.region}.amazonaws.com`, CachePeriodInMinutes: 1440 }],
}));
