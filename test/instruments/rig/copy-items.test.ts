import { createTables } from '@keysmith/table/definitions';
import { openEmbedded } from '@keysmith/table/embedded';
import { describe, expect, it } from 'vitest';
import { readItems, writeItems } from '../../../packages/instruments/src/rig/copy-items.ts';
import { fakeDoor, refusal } from '../fake-door.ts';
import { ONE_TABLE } from '../flaws/pair.ts';

async function openTable(namespace: string) {
  const door = openEmbedded().open(namespace);
  const { main = '' } = await createTables(door, ONE_TABLE);
  return { door, main };
}

describe('copying items', () => {
  it('carries every item, of any number, over every page', async () => {
    const [from, to] = [await openTable('a'), await openTable('b')];
    // Two pages of 1 MB, and one write more than a batch holds.
    const items = Array.from({ length: 26 }, (_, at) => ({
      pk: { S: `p${at % 3}` },
      sk: { S: String(at).padStart(2, '0') },
      text: { S: 'x'.repeat(50_000) },
      more: { M: { set: { NS: ['1', '2'] }, bytes: { B: 'AAE=' }, none: { NULL: true } } },
    }));
    await writeItems(from.door, from.main, items);
    const read = await readItems(from.door, from.main);
    expect(read).toHaveLength(26);
    await writeItems(to.door, to.main, read);
    expect(await readItems(to.door, to.main)).toEqual(read);
  });

  it('does nothing where there is nothing', async () => {
    const { door, main } = await openTable('a');
    await writeItems(door, main, []);
    expect(await readItems(door, main)).toEqual([]);
  });

  it('says what the table refused', async () => {
    const door = fakeDoor(() => refusal('ResourceNotFoundException'));
    await expect(readItems(door, 'none')).rejects.toThrow('the table refused Scan: ');
    await expect(writeItems(door, 'none', [{}])).rejects.toThrow('the table refused BatchWriteItem: ');
  });
});
