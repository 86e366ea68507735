import { beforeAll, describe, expect } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { expectRefusal, itUnlessLocal } from '../expectations.ts';
import { simple } from '../tables.ts';

let on: Endpoint;
beforeAll(async () => {
  on = await endpoint();
});

const arnOf = async (TableName: string): Promise<string> =>
  (await on.call('DescribeTable', { TableName })).Table.TableArn;

describe('ListTagsOfResource', () => {
  itUnlessLocal('no-tags', 'is empty for a table without tags', async () => {
    const ResourceArn = await arnOf(await on.table(simple));
    expect((await on.call('ListTagsOfResource', { ResourceArn })).Tags ?? []).toEqual([]);
  });

  itUnlessLocal('no-tags', 'gives the tags with which a table was made', async () => {
    const Tags = [{ Key: 'made', Value: 'with it' }];
    const ResourceArn = await arnOf(await on.table({ ...simple, Tags }));
    expect((await on.call('ListTagsOfResource', { ResourceArn })).Tags).toEqual(Tags);
  });

  itUnlessLocal('no-tags', 'refuses what is not an ARN of a table', async () => {
    const error = await on.refusal('ListTagsOfResource', { ResourceArn: 'not-an-arn' });
    expectRefusal(error, /ARNs must start with 'arn:': not-an-arn/);
  });
});
