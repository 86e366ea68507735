import { beforeAll, describe, expect } from 'vitest';
import { endpoint, type Endpoint, type Output } from '../endpoint.ts';
import { expectRefusal, itUnlessLocal } from '../expectations.ts';
import { simple } from '../tables.ts';

let on: Endpoint;
beforeAll(async () => {
  on = await endpoint();
});

const arnOf = async (TableName: string): Promise<string> =>
  (await on.call('DescribeTable', { TableName })).Table.TableArn;
const tag = (Key: string, Value: string) => ({ Key, Value });
const listed = async (ResourceArn: string): Promise<object> => {
  const { Tags } = await on.call('ListTagsOfResource', { ResourceArn });
  return Object.fromEntries(Tags.map(({ Key, Value }: Output) => [Key, Value]));
};

describe('TagResource', () => {
  itUnlessLocal('no-tags', 'adds tags', async () => {
    const ResourceArn = await arnOf(await on.table(simple));
    expect(await on.call('TagResource', { ResourceArn, Tags: [tag('a', '1'), tag('b', '2')] })).toEqual({});
    expect(await listed(ResourceArn)).toEqual({ a: '1', b: '2' });
  });

  itUnlessLocal('no-tags', 'replaces the value of a tag and keeps the others', async () => {
    const ResourceArn = await arnOf(await on.table(simple));
    await on.call('TagResource', { ResourceArn, Tags: [tag('a', '1'), tag('b', '2')] });
    await on.call('TagResource', { ResourceArn, Tags: [tag('a', '3')] });
    expect(await listed(ResourceArn)).toEqual({ a: '3', b: '2' });
  });

  itUnlessLocal('no-tags', 'takes an empty value', async () => {
    const ResourceArn = await arnOf(await on.table(simple));
    await on.call('TagResource', { ResourceArn, Tags: [tag('a', '')] });
    expect(await listed(ResourceArn)).toEqual({ a: '' });
  });

  const refused: [string, (arn: string) => object, RegExp][] = [
    [
      'what is not an ARN',
      () => ({ ResourceArn: 'not-an-arn', Tags: [tag('a', '1')] }),
      /ARNs must start with 'arn:': not-an-arn/,
    ],
    [
      'an empty list',
      (ResourceArn) => ({ ResourceArn, Tags: [] }),
      /^Atleast one Tag needs to be provided as Input\.$/,
    ],
    [
      'no list',
      (ResourceArn) => ({ ResourceArn }),
      /'tags' failed to satisfy constraint: Member must not be null/,
    ],
    [
      'one key twice',
      (ResourceArn) => ({ ResourceArn, Tags: [tag('a', '1'), tag('a', '2')] }),
      /^Duplicate Tag Keys provided as input: Duplicate Tag Key found a$/,
    ],
    [
      'a key that belongs to AWS',
      (ResourceArn) => ({ ResourceArn, Tags: [tag('aws:a', '1')] }),
      /^Tag Key cannot be prefixed with aws:, Key: aws:a$/,
    ],
    [
      'more than 50 tags',
      (ResourceArn) => ({ ResourceArn, Tags: Array.from({ length: 51 }, (_, i) => tag(`k${i}`, 'x')) }),
      /^Number of Tags exceed the current limit for the provided ResourceArn$/,
    ],
  ];
  for (const [name, input, message] of refused) {
    itUnlessLocal('no-tags', `refuses ${name}`, async () => {
      const ResourceArn = await arnOf(await on.table(simple));
      expectRefusal(await on.refusal('TagResource', input(ResourceArn)), message);
    });
  }
});
