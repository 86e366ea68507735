// A membership is kept at both ends, in two writes. The program may stop before or after any of them.
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { crashes, expect, type Rig } from '@keysmith/instruments';
import type { Context, Tables } from '@keysmith/instruments/context';

export const tables = {
  town: {
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' as const }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' as const }],
  },
} satisfies Tables;

export const items = {
  town: [
    { id: 'CHOIR#cantata', name: 'Cantata', links: {} },
    { id: 'SINGER#ada', name: 'Ada Noor', links: {} },
  ],
};

/** Enters the other end's id and name into the list of one end. */
async function link({ client, tables }: Context, id: string, [other, name]: [string, string]) {
  await client.send(
    new UpdateCommand({
      TableName: tables['town'],
      Key: { id },
      UpdateExpression: 'SET links.#other = :name',
      ExpressionAttributeNames: { '#other': other },
      ExpressionAttributeValues: { ':name': name },
    }),
  );
}

export async function join(context: Context) {
  await link(context, 'CHOIR#cantata', ['ada', 'Ada Noor']);
  await link(context, 'SINGER#ada', ['cantata', 'Cantata']);
}

export const find = (rig: Rig) =>
  crashes(rig, {
    work: (client) => client.run('join'),
    rerun: false,
    async afterwards(after) {
      const lists = (await after.items('town')).map(({ links }) => Object.keys(links as object).length);
      expect(new Set(lists).size, 'both ends know of the membership, or none').toBe(1);
    },
  });
