import { check, expect as expectIn } from '@keysmith/instruments';
import { inProcessBinding, runChecks, type CheckVerdict, type TrialHost } from '@keysmith/instruments/host';
import { replaySchema } from '@keysmith/course';
import { openEmbedded } from '@keysmith/table/embedded';
import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';
import { describe, expect, it } from 'vitest';
import { ONE_TABLE } from '../flaws/pair.ts';

const learner = {
  tables: ONE_TABLE,
  async add({ client, tables, newId }: Context, { shelf }: { shelf: string }): Promise<string> {
    const book = newId();
    await client.send(new PutCommand({ TableName: tables['main'], Item: { pk: shelf, sk: book, lent: 0 } }));
    return book;
  },
  async lend({ client, tables }: Context, { shelf, book }: { shelf: string; book: string }): Promise<void> {
    await client.send(
      new UpdateCommand({
        TableName: tables['main'],
        Key: { pk: shelf, sk: book },
        UpdateExpression: 'ADD lent :one',
        ExpressionAttributeValues: { ':one': 1 },
      }),
    );
  },
  async list({ client, tables }: Context, { shelf }: { shelf: string }): Promise<number> {
    const { Count = 0 } = await client.send(
      new QueryCommand({
        TableName: tables['main'],
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': shelf },
      }),
    );
    return Count;
  },
};

const spec = { id: 'shelf', task: 'shelf', title: 'a shelf', points: 1, needs: [] };

/** Runs one check on the learner's functions above. */
async function judge(
  body: Parameters<typeof check>[1],
  { records }: Pick<TrialHost, 'records'>,
): Promise<CheckVerdict> {
  const server = openEmbedded();
  const [verdict] = await runChecks({
    specs: [spec],
    load: () => Promise.resolve(check('shelf', body)),
    host: {
      binding: inProcessBinding(() => Promise.resolve({ 'access.ts': { ...learner } })),
      openDoor: (namespace, options) => server.open(namespace, options),
      release: (namespace) => server.release(namespace),
      seed: 3,
      namespacePrefix: 'test',
      ...(records && { records }),
    },
  });
  return verdict as CheckVerdict;
}

describe('the recording of a check', () => {
  it('has each call, its requests, and what they changed', async () => {
    const { status, recording } = await judge(
      async ({ open }) => {
        const rig = await open();
        await rig.write('main', [{ pk: 'S1', sk: 'id-000000', lent: 2 }]);
        const book = await rig.call<string>('add', { shelf: 'S1' });
        await rig.call('lend', { shelf: 'S1', book });
        await rig.client({ name: 'other' }).call('list', { shelf: 'S1' });
      },
      { records: true },
    );
    expect(status).toBe('pass');
    expect(replaySchema.parse(recording)).toMatchObject({ title: 'a shelf', start: [] });
    const told = recording?.steps.map((step) => [
      step.client,
      step.kind,
      step.kind === 'request' ? step.operation : '',
      'changes' in step ? step.changes?.length : undefined,
    ]);
    expect(told).toEqual([
      [undefined, 'event', '', 1],
      ['yours', 'call', '', undefined],
      ['yours', 'request', 'PutItem', 1],
      ['yours', 'return', '', undefined],
      ['yours', 'call', '', undefined],
      ['yours', 'request', 'UpdateItem', 1],
      ['yours', 'return', '', undefined],
      ['other', 'call', '', undefined],
      ['other', 'request', 'Query', 0],
      ['other', 'return', '', undefined],
    ]);
  });

  it('changes nothing about the verdict: requests, identifiers, message', async () => {
    const body: Parameters<typeof check>[1] = async ({ open, random }) => {
      const rig = await open();
      const shelf = random.id();
      const book = await rig.call<string>('add', { shelf });
      const { trace } = await rig.run('lend', { shelf, book });
      expectIn(trace.requests.length, `requests that lend ${book}`).toBe(2);
    };
    const { recording, ...withIt } = await judge(body, { records: true });
    expect(recording?.steps.length).toBe(6);
    expect(withIt).toEqual(await judge(body, {}));
    expect(withIt.failure?.requests).toHaveLength(1);
  });

  it('ends after 300 steps, while the check goes on', async () => {
    const { status, recording } = await judge(
      async ({ open }) => {
        const rig = await open();
        for (let made = 0; made < 150; made += 1) await rig.call('add', { shelf: 'S1' });
        expectIn(await rig.items()).toHaveLength(150);
      },
      { records: true },
    );
    expect(status).toBe('pass');
    expect(recording?.steps).toHaveLength(300);
  });

  it('is left out when a check stores more items than anybody looks at', async () => {
    const { status, recording } = await judge(
      async ({ open }) => {
        const rig = await open();
        const items = Array.from({ length: 401 }, (_, at) => ({ pk: 'S1', sk: String(at) }));
        await rig.write('main', items);
      },
      { records: true },
    );
    expect(status).toBe('pass');
    expect(recording).toBeUndefined();
  });
});
