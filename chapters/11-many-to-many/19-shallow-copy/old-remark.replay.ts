// A sampler that copies the remark of a track as well, and a host who reads it out from there.
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Client } from '@keysmith/instruments';
import type { Context, Tables } from '@keysmith/instruments/context';

export const tables = {
  radio: {
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  },
} satisfies Tables;

const track = { pk: 'TRACK#t1' };
const sampler = { pk: 'SAMPLER#2024' };
const remark = 'in town last Friday';

export const items = {
  radio: [
    { ...sampler, name: 'Night Ferry 2024', tracks: { t1: { title: 'Low Tide', remark } } },
    { ...track, title: 'Low Tide', remark },
  ],
};

export async function setRemark({ client, tables }: Context, input: { remark: string }) {
  await client.send(
    new UpdateCommand({
      TableName: tables['radio'],
      Key: track,
      UpdateExpression: 'SET remark = :remark',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':remark': input.remark },
    }),
  );
}

export async function announce({ client, tables }: Context): Promise<string> {
  const { Item } = await client.send(
    new GetCommand({ TableName: tables['radio'], Key: sampler, ConsistentRead: true }),
  );
  const { title, remark: said } = (Item?.['tracks'] as Record<string, Record<string, string>>)['t1'] ?? {};
  return `${title}: ${said}`;
}

export const record = {
  title: 'A remark is changed, and announced from a copy of it.',
  clients: {
    'the archive': (client: Client) => client.call('setRemark', { remark: 'new album in March' }),
    'the host': (client: Client) => client.call('announce'),
  },
};
