import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import type { Context, Rig } from '@keysmith/instruments';
import { inProcessBinding, openTrial, recordScripts, type RecordOptions } from '@keysmith/instruments/host';
import { openEmbedded } from '@keysmith/table/embedded';
import { ONE_TABLE } from '../flaws/pair.ts';

const KEY = { pk: 'a', sk: 'b' };
const access = {
  tables: ONE_TABLE,
  async write({ client, tables, sleep }: Context, { text }: { text: string }) {
    await sleep(20);
    await client.send(new PutCommand({ TableName: tables['main'], Item: { ...KEY, text } }));
  },
  async read({ client, tables }: Context) {
    return (await client.send(new GetCommand({ TableName: tables['main'], Key: KEY }))).Item?.['text'];
  },
};

/** Records one writer and one reader. */
async function record(order?: RecordOptions['order']) {
  const server = openEmbedded();
  const host = {
    binding: inProcessBinding(() => Promise.resolve({ 'access.ts': access })),
    openDoor: (namespace: string, given?: Parameters<typeof server.open>[1]) => server.open(namespace, given),
    release: (namespace: string) => server.release(namespace),
    seed: 1,
    namespacePrefix: 'recorded',
  };
  const { trial, close } = openTrial(host, 'recorded');
  const rig: Rig = await trial.open();
  try {
    return await recordScripts(rig, {
      title: 'One writes, one reads.',
      clients: {
        writer: (client) => client.call('write', { text: 'x' }),
        reader: (client) => client.call('read'),
      },
      ...(order !== undefined && { order }),
    });
  } finally {
    await close();
  }
}

const inShort = ({ steps }: Awaited<ReturnType<typeof record>>) =>
  steps.map((step) => `${step.client} ${step.kind === 'request' ? step.operation : step.kind}`);

describe('a run that is recorded and not judged', () => {
  it('lets one client after the other go, unless told otherwise', async () => {
    const replay = await record();
    expect(inShort(replay).slice(2)).toEqual(['A sleep', 'A PutItem', 'A return', 'B GetItem', 'B return']);
    expect(replay.clients).toEqual([
      { id: 'A', label: 'writer' },
      { id: 'B', label: 'reader' },
    ]);
    expect(replay.steps.at(-1)).toMatchObject({ result: '"x"', atMs: 20 });
  });

  it('keeps to an order, and is the same each time', async () => {
    const replay = await record('B1A2');
    expect(inShort(replay).slice(2)).toEqual(['B GetItem', 'B return', 'A sleep', 'A PutItem', 'A return']);
    expect(await record('B1A2')).toEqual(replay);
  });

  it('refuses what is no order', async () => {
    await expect(record('first A')).rejects.toThrow('"first A" is no order of clients');
  });
});
