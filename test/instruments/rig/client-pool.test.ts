import { DynamoDBDocumentClient, GetCommand, paginateQuery, PutCommand } from '@aws-sdk/lib-dynamodb';
import { transportOf } from '@keysmith/table/clients';
import { describe, expect, it } from 'vitest';
import { createClientPool, type Surroundings } from '../../../packages/instruments/src/rig/client-pool.ts';
import { nextTurn } from '../../../packages/instruments/src/rig/turn.ts';
import { fakeDoor, refusal } from '../fake-door.ts';

type FakeDoor = ReturnType<typeof fakeDoor>;

const around = (door: FakeDoor): Surroundings => ({
  transport: transportOf(door),
  backOff: () => Promise.resolve(),
});
const get = () => new GetCommand({ TableName: 't', Key: { pk: 'a' } });

/** One call: what it does with its client, and the door that it had. */
async function call(
  pool: ReturnType<typeof createClientPool>,
  work: (client: ReturnType<typeof pool.take>['client']) => unknown,
  door: FakeDoor = fakeDoor(),
) {
  const { client, giveBack } = pool.take(around(door));
  await work(client);
  giveBack();
  await nextTurn();
  return { client, door };
}

const innerOf = (client: object): object => Object.getPrototypeOf(client) as object;

describe('the pool of clients', () => {
  it('lets one client serve calls that follow each other, each by its own door', async () => {
    const pool = createClientPool();
    const first = await call(pool, (client) => client.send(get()));
    const second = await call(pool, (client) => client.send(get()));
    expect(innerOf(second.client)).toBe(innerOf(first.client));
    expect([first.door.sent.length, second.door.sent.length]).toEqual([1, 1]);
  });

  it('gives calls that overlap a client each', () => {
    const pool = createClientPool();
    const [one, other] = [pool.take(around(fakeDoor())), pool.take(around(fakeDoor()))];
    expect(innerOf(one.client)).not.toBe(innerOf(other.client));
  });

  it('refuses a client whose call has ended, and sends nothing in the name of another', async () => {
    const pool = createClientPool();
    const { client: kept, door } = await call(pool, () => undefined);
    const later = await call(pool, async () => {
      await expect(kept.send(get())).rejects.toThrow(
        'This client belongs to a call that has ended. Take `client` from the context of each call, and await every request.',
      );
    });
    expect([door.sent, later.door.sent]).toEqual([[], []]);
  });

  it('lets nobody else have a client that the code has put something into', async () => {
    const pool = createClientPool();
    const changed = await call(pool, (client) =>
      client.middlewareStack.add((next) => (given) => next(given), { name: 'mine', step: 'initialize' }),
    );
    const after = await call(pool, () => undefined);
    expect(innerOf(after.client)).not.toBe(innerOf(changed.client));
  });

  it('lets nobody else have a client that the code has told to translate otherwise, and heeds it at once', async () => {
    const pool = createClientPool();
    const put = () => new PutCommand({ TableName: 't', Item: { pk: 'a', none: { nothing: undefined } } });
    const changed = await call(pool, async (client) => {
      await expect(client.send(put())).rejects.toThrow('removeUndefinedValues');
      DynamoDBDocumentClient.from(client as never, { marshallOptions: { removeUndefinedValues: true } });
      await client.send(put());
    });
    expect(changed.door.sent).toHaveLength(1);
    const after = await call(pool, () => undefined);
    expect(innerOf(after.client)).not.toBe(innerOf(changed.client));
  });

  it('forgets members that the code has put onto its client', async () => {
    const pool = createClientPool();
    await call(pool, (client) => Object.assign(client, { send: () => Promise.resolve('mine'), note: 1 }));
    const { client, door } = await call(pool, (own) => own.send(get()));
    expect(door.sent).toHaveLength(1);
    expect(client).not.toHaveProperty('note');
  });

  it('keeps a client with a request under way out of other hands', async () => {
    const pool = createClientPool();
    const gate = Promise.withResolvers<object>();
    const slow = fakeDoor(() => gate.promise as never);
    const busy = await call(pool, (client) => void client.send(get()), slow);
    const next = await call(pool, (client) => client.send(get()));
    expect(innerOf(next.client)).not.toBe(innerOf(busy.client));
    gate.resolve({});
  });

  it('is good for the SDK, too: pages, callbacks, errors', async () => {
    const pool = createClientPool();
    const pages = fakeDoor(({ input }) =>
      input['ExclusiveStartKey'] === undefined
        ? { Items: [], LastEvaluatedKey: { pk: { S: 'a' } } }
        : { Items: [] },
    );
    await call(
      pool,
      async (client) => {
        const query = {
          TableName: 't',
          KeyConditionExpression: 'pk = :p',
          ExpressionAttributeValues: { ':p': 'a' },
        };
        for await (const page of paginateQuery({ client }, query)) expect(page.Items).toEqual([]);
        expect(pages.sent).toHaveLength(2);
        const called = new Promise((resolve) =>
          client.send(get(), (error, output) => resolve(error ?? output)),
        );
        expect(await called).toMatchObject({ $metadata: { attempts: 1 } });
        client.destroy();
      },
      pages,
    );
    const refusing = fakeDoor(() => refusal('ConditionalCheckFailedException'));
    await call(
      pool,
      (client) =>
        expect(client.send(new PutCommand({ TableName: 't', Item: { pk: 'a' } }))).rejects.toMatchObject({
          name: 'ConditionalCheckFailedException',
        }),
      refusing,
    );
  });
});
