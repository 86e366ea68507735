import { beforeAll, describe, expect } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { expectRefusal, itUnlessLocal } from '../expectations.ts';
import { simple } from '../tables.ts';

let on: Endpoint;
let ResourceArn: string;

beforeAll(async () => {
  on = await endpoint();
  const { Table } = await on.call('DescribeTable', { TableName: await on.table(simple) });
  ResourceArn = Table.TableArn;
});

const tagged = async () => {
  const Tags = ['a', 'b'].map((Key) => ({ Key, Value: 'x' }));
  await on.call('TagResource', { ResourceArn, Tags });
};
const keys = async (): Promise<string[]> =>
  (await on.call('ListTagsOfResource', { ResourceArn })).Tags.map(({ Key }: { Key: string }) => Key);

describe('UntagResource', () => {
  itUnlessLocal('no-tags', 'removes the tags that it names', async () => {
    await tagged();
    expect(await on.call('UntagResource', { ResourceArn, TagKeys: ['a'] })).toEqual({});
    expect(await keys()).toEqual(['b']);
  });

  itUnlessLocal('no-tags', 'takes keys that no tag has', async () => {
    await tagged();
    await on.call('UntagResource', { ResourceArn, TagKeys: ['none'] });
    expect((await keys()).sort()).toEqual(['a', 'b']);
  });

  itUnlessLocal('no-tags', 'refuses an empty list', async () => {
    const error = await on.refusal('UntagResource', { ResourceArn, TagKeys: [] });
    expectRefusal(error, /^Atleast one Tag Key needs to be provided as Input\.$/);
  });
});
