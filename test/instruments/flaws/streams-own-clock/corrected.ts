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

/** Lists each sale under the day on which it was made: the record has it, in seconds. */
export async function onSales(
  { client, tables }: Context,
  { Records }: { Records: StreamRecord[] },
): Promise<void> {
  for (const { dynamodb } of Records) {
    const sale = dynamodb.Keys.pk.S;
    if (!sale.startsWith('SALE#')) continue;
    const day = new Date(dynamodb.ApproximateCreationDateTime * 1000).toISOString().slice(0, 10);
    const Item = { pk: `DAY#${day}`, sk: sale };
    await client.send(new PutCommand({ TableName: tables['main'], Item }));
  }
}
