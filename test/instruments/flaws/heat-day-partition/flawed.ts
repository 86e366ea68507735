import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Reading {
  meter: string;
  value: number;
}

/** All readings of a day lie together: today's partition gets every write, and all others none. */
export async function store({ client, tables, now }: Context, { meter, value }: Reading): Promise<void> {
  const time = new Date(now()).toISOString();
  const Item = { pk: `DAY#${time.slice(0, 10)}`, sk: `${time}#${meter}`, value };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}
