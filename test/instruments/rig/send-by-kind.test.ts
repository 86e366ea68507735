import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import {
  BatchExecuteStatementCommand,
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  ExecuteStatementCommand,
  ExecuteTransactionCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { documentClient } from '@keysmith/table/clients';
import type { JsonObject } from '@keysmith/table/door';
import { describe, expect, it, vi } from 'vitest';
import { sendByKind } from '../../../packages/instruments/src/rig/send-by-kind.ts';
import { fakeDoor, refusal } from '../fake-door.ts';

type Answers = Parameters<typeof fakeDoor>[0];

/** A command of each kind, with something of its own in it. */
const commandsOf = (pk: string, n: number): readonly object[] => {
  const TableName = 't';
  const Key = { pk };
  const ClientRequestToken = `token of ${pk}`;
  const Item = { pk, n, list: [pk, n], set: new Set([n]) };
  const values = { ':n': n, ':map': { pk } };
  const update = { TableName, Key, UpdateExpression: 'SET n = :n', ExpressionAttributeValues: values };
  const query = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } };
  const statement = { Statement: 'SELECT * FROM t WHERE pk = ?', Parameters: [pk] };
  return [
    new GetCommand({ TableName, Key }),
    new PutCommand({ TableName, Item }),
    new UpdateCommand(update),
    new DeleteCommand({ TableName, Key }),
    new QueryCommand({ TableName, ...query, ExclusiveStartKey: Key }),
    new ScanCommand({ TableName }),
    new BatchGetCommand({ RequestItems: { t: { Keys: [Key] } } }),
    new BatchWriteCommand({ RequestItems: { t: [{ PutRequest: { Item } }, { DeleteRequest: { Key } }] } }),
    new TransactGetCommand({ TransactItems: [{ Get: { TableName, Key } }] }),
    new TransactWriteCommand({
      ClientRequestToken,
      TransactItems: [{ Put: { TableName, Item } }, { Update: update }],
    }),
    new ExecuteStatementCommand(statement),
    new BatchExecuteStatementCommand({ Statements: [statement] }),
    new ExecuteTransactionCommand({ ClientRequestToken, TransactStatements: [statement] }),
    new GetItemCommand({ TableName, Key: { pk: { S: pk } } }),
  ];
};

const item = {
  pk: { S: 'a' },
  n: { N: '7' },
  bytes: { B: 'AQI=' },
  more: { M: { list: { L: [{ NULL: true }] } } },
};

/** An answer that has something to translate for every kind. */
const full: JsonObject = {
  Item: item,
  Items: [item],
  Attributes: item,
  LastEvaluatedKey: { pk: { S: 'z' } },
  Responses: { t: [item] },
};

/** What becomes of commands, sent all at once, and what has reached the door. */
async function toldBy(
  way: (client: ReturnType<typeof documentClient>) => (...given: unknown[]) => unknown,
  { commands, answers }: { commands: readonly object[]; answers: Answers },
): Promise<unknown> {
  const door = fakeDoor(answers);
  const send = way(documentClient(door));
  const ended = await Promise.allSettled(commands.map((command) => send(command)));
  return { ended, sent: door.sent };
}

describe('sending by kind', () => {
  it.each<[string, Answers]>([
    ['full answers', () => full],
    ['empty answers', () => ({})],
    ['refusals', () => refusal('ResourceNotFoundException')],
  ])('sends and reads what the client itself does, with %s', async (_, answers) => {
    const given = () => ({ commands: [...commandsOf('a', 1), ...commandsOf('b', 2)], answers });
    const byKind = await toldBy((client) => sendByKind(client, () => false), given());
    const plainly = await toldBy((client) => client.send.bind(client) as never, given());
    expect(byKind).toEqual(plainly);
  });

  it('puts the steps together once for each kind', async () => {
    const client = documentClient(fakeDoor(() => full));
    const concat = vi.spyOn(client.middlewareStack, 'concat');
    const send = sendByKind(client, () => false);
    const documentCommands = (pk: string) => commandsOf(pk, 1).slice(0, -1);
    for (const command of [...documentCommands('a'), ...documentCommands('b')]) await send(command);
    expect(concat).toHaveBeenCalledTimes(documentCommands('a').length);
  });

  it('refuses what cannot be translated as the client does', async () => {
    const send = sendByKind(documentClient(fakeDoor()), () => false);
    const put = new PutCommand({ TableName: 't', Item: { pk: 'a', more: { nothing: undefined } } });
    await expect(send(put)).rejects.toThrow('removeUndefinedValues');
  });

  it('leaves to the client what has options, or steps of its own', async () => {
    const door = fakeDoor();
    const send = sendByKind(documentClient(door), () => false);
    const key = { TableName: 't', Key: { pk: 'a' } };
    await send(new GetCommand(key));
    const changed = new GetCommand(key);
    changed.middlewareStack.add(
      (next) => (args) => next({ ...args, input: { ...args.input, ConsistentRead: true } }),
      { step: 'initialize' },
    );
    await send(changed);
    const called = Promise.withResolvers<unknown>();
    send(new GetCommand(key), (error: unknown, output: unknown) => called.resolve([error, typeof output]));
    expect(await called.promise).toEqual([null, 'object']);
    await send(new GetCommand(key));
    expect(door.sent.map(({ input }) => input['ConsistentRead'])).toEqual([
      undefined,
      true,
      undefined,
      undefined,
    ]);
  });

  it("leaves a class of somebody's own to the client", async () => {
    const door = fakeDoor();
    const send = sendByKind(documentClient(door), () => false);
    class ConsistentGet extends GetCommand {
      override resolveMiddleware(...given: Parameters<GetCommand['resolveMiddleware']>) {
        Object.assign(this.input, { ConsistentRead: true });
        return super.resolveMiddleware(...given);
      }
    }
    for (let time = 0; time < 2; time += 1)
      await send(new ConsistentGet({ TableName: 't', Key: { pk: 'a' } }));
    expect(door.sent.map(({ input }) => input['ConsistentRead'])).toEqual([true, true]);
  });

  it('leaves everything to the client once its steps were changed', async () => {
    const door = fakeDoor();
    const client = documentClient(door);
    let isChanged = false;
    const send = sendByKind(client, () => isChanged);
    const key = { TableName: 't', Key: { pk: 'a' } };
    await send(new GetCommand(key));
    client.middlewareStack.add(
      (next) => (args) => next({ ...args, input: { ...args.input, ConsistentRead: true } }),
      { step: 'initialize' },
    );
    isChanged = true;
    await send(new GetCommand(key));
    expect(door.sent.map(({ input }) => input['ConsistentRead'])).toEqual([undefined, true]);
  });
});
