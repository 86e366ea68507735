import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface StreamRecord {
  dynamodb: { ApproximateCreationDateTime: number; Keys: { pk: { S: string } } };
}

export async function sell(
  { client, tables, newId }: Context,
  { article }: { article: string },
): Promise<void> {
  const Item = { pk: `SALE#${newId()}`, sk: 'SALE', article };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** Lists each sale under the day on which this function runs. */
export async function onSales(
  { client, tables, now }: Context,
  { Records }: { Records: StreamRecord[] },
): Promise<void> {
  for (const { dynamodb } of Records) {
    const sale = dynamodb.Keys.pk.S;
    if (!sale.startsWith('SALE#')) continue;
    const day = new Date(now()).toISOString().slice(0, 10);
    const Item = { pk: `DAY#${day}`, sk: sale };
    await client.send(new PutCommand({ TableName: tables['main'], Item }));
  }
}
