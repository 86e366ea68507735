import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Reading {
  meter: string;
  value: number;
}

/** The readings of one meter and day lie together. */
export async function store({ client, tables, now }: Context, { meter, value }: Reading): Promise<void> {
  const time = new Date(now()).toISOString();
  const Item = { pk: `METER#${meter}#${time.slice(0, 10)}`, sk: time, value };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}
