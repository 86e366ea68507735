import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface StreamEvent {
  readonly Records: readonly {
    readonly dynamodb: { readonly Keys: { readonly pk: { readonly S: string } } };
  }[];
}

/** Each delivery of a record gets a key of its own. */
export async function onChanges({ client, tables, newId }: Context, { Records }: StreamEvent): Promise<void> {
  for (const { dynamodb } of Records) {
    const post = dynamodb.Keys.pk.S;
    if (!post.startsWith('COMMENTS#')) continue;
    await client.send(new PutCommand({ TableName: tables['main'], Item: { pk: 'FEED', sk: newId(), post } }));
  }
}
