import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface StreamRecord {
  dynamodb: { SequenceNumber: string; Keys: { pk: { S: string } } };
}

export async function signUp({ client, tables }: Context, { mail }: { mail: string }): Promise<void> {
  const Item = { pk: `PERSON#${mail}`, sk: 'PERSON' };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** Writes a letter for everybody, and returns what failed as Lambda wants it. */
export async function onSignUps({ client, tables }: Context, { Records }: { Records: StreamRecord[] }) {
  const failed: string[] = [];
  for (const { dynamodb } of Records) {
    const person = dynamodb.Keys.pk.S;
    if (!person.startsWith('PERSON#')) continue;
    try {
      const Item = { pk: `LETTER#${person}`, sk: 'WELCOME' };
      await client.send(new PutCommand({ TableName: tables['main'], Item }));
    } catch {
      failed.push(dynamodb.SequenceNumber);
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}
