import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { streams, type Context, type Delivered } from '@keysmith/instruments';
import { STREAMED_TABLE } from '../flaws/pair.ts';
import { openRig, type Functions } from '../open-rig.ts';

interface Batch {
  readonly Records: readonly {
    readonly dynamodb: { readonly Keys: { readonly pk: { readonly S: string } } };
  }[];
}

async function write({ client, tables }: Context, { id }: { id: string }): Promise<void> {
  await client.send(new PutCommand({ TableName: tables['main'], Item: { pk: id, sk: 'SOURCE' } }));
}

/** Writes one item for each record. */
async function copy({ client, tables }: Context, { Records }: Batch): Promise<void> {
  for (const { dynamodb } of Records) {
    if (!dynamodb.Keys.pk.S.startsWith('s')) continue;
    const Item = { pk: `COPY#${dynamodb.Keys.pk.S}`, sk: 'COPY' };
    await client.send(new PutCommand({ TableName: tables['main'], Item }));
  }
}

async function open(functions: Functions, count: number, options = {}) {
  const opened = await openRig(STREAMED_TABLE, { write, ...functions }, options);
  for (let id = 0; id < count; id += 1) await opened.rig.call('write', { id: `s${id}` });
  return opened;
}

describe('streams', () => {
  it('tries the usual ways, each request refused, each request a crash, each record bad', async () => {
    const { rig, log } = await open({ copy }, 3);
    const delivered: Delivered[] = [];
    await streams(rig, {
      handler: 'copy',
      poison: (record) => (JSON.stringify(record).includes('s1') ? record : undefined),
      afterwards: (_after, each) => void delivered.push(each),
    });
    const ids = new Set(delivered.map(({ delivery }) => delivery));
    for (const id of ['late', 'two-consumers', 'refused-3', 'crash-before1', 'crash-after3', 'poison-2'])
      expect(ids).toContain(id);
    expect(ids).not.toContain('poison-1');
    expect(log.counts).toEqual([{ instrument: 'streams', tried: 9 + 1 + 3 + 6, broken: 0 }]);
  });

  it('tells which record is bad and which of its item come after it', async () => {
    const { rig } = await open({ copy }, 2);
    await rig.call('write', { id: 's0' });
    await rig.write('main', [{ pk: 's0', sk: 'SOURCE', changed: true }]);
    const delivered: Delivered[] = [];
    await streams(rig, {
      handler: 'copy',
      poison: (record) => ({ ...record, bad: true }),
      afterwards: (_after, each) => void delivered.push(each),
    });
    const first = delivered.find(({ delivery }) => delivery === 'poison-1');
    expect(first?.poison?.['bad']).toBe(true);
    expect(first?.behind.map(({ eventName }) => eventName)).toEqual(['MODIFY']);
    expect(delivered.find(({ delivery }) => delivery === 'poison-2')?.behind).toEqual([]);
    expect(delivered.find(({ delivery }) => delivery === 'once')?.poison).toBeUndefined();
  });

  it('says how many of the ways it tried, and tries no more than a check can wait for', async () => {
    const { rig, log } = await open({ copy }, 30);
    await streams(rig, { handler: 'copy', afterwards: () => undefined });
    expect(log.lines).toEqual(['streams: 30 records in 79 of 99 ways of delivery']);
  });

  it('tries fewer in the quick pass', async () => {
    const { rig, log } = await open({ copy }, 10, { depth: 'quick' });
    await streams(rig, { handler: 'copy', afterwards: () => undefined });
    expect(log.lines).toEqual(['streams: 10 records in 8 of 39 ways of delivery']);
  });

  it('finds a sum that a batch counts again after its process has stopped', async () => {
    const add = async ({ client, tables }: Context, { Records }: Batch) => {
      for (const { dynamodb } of Records) {
        if (!dynamodb.Keys.pk.S.startsWith('s')) continue;
        await client.send(
          new UpdateCommand({
            TableName: tables['main'],
            Key: { pk: 'SUM', sk: 'SUM' },
            UpdateExpression: 'ADD seen :one',
            ExpressionAttributeValues: { ':one': 1 },
          }),
        );
      }
    };
    const replay = { checkId: 'check', seed: 1, instrument: 1, plan: 'crash-after2' };
    const { rig } = await open({ add }, 3, { replay });
    const totals: unknown[] = [];
    const run = streams(rig, {
      handler: 'add',
      async afterwards(after) {
        const sum = (await after.items()).find(({ pk }) => pk === 'SUM');
        totals.push(sum?.['seen']);
        expect(sum?.['seen']).toBe(3);
      },
    });
    await expect(run).rejects.toThrow('expected 5 to be 3');
    // Counted once to know the requests, then stopped after the second, and once more for the report.
    expect(totals).toEqual([3, 5, 5]);
  });

  it('says that a token fits no way of delivery', async () => {
    const replay = { checkId: 'check', seed: 1, instrument: 1, plan: 'crash-after9' };
    const { rig } = await open({ copy }, 1, { replay });
    const run = streams(rig, { handler: 'copy', afterwards: () => undefined });
    await expect(run).rejects.toThrow('there is no way of delivery "crash-after9"');
  });
});
