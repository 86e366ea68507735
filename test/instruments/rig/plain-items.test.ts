import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { documentClient } from '@keysmith/table/clients';
import { createTables } from '@keysmith/table/definitions';
import { openEmbedded } from '@keysmith/table/embedded';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readItems, writeItems } from '../../../packages/instruments/src/rig/copy-items.ts';
import { fromWire, toWire, type Item } from '../../../packages/instruments/src/rig/plain-items.ts';
import { ONE_TABLE } from '../flaws/pair.ts';

const Key = { pk: 'p', sk: 's' };

/** Texts, among them such as mean something to the SDK. */
const text = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.constantFrom('S', 'B', 'BS', 'M', 'L', 'NULL', 'AAE=', 'ü😀'),
);
/**
 * Names of a map's members, without two that are no names to the SDK: it takes a member `constructor` for the map's own,
 * and refuses the map as an instance of a class; `__proto__` it loses.
 */
const name = text.filter((made) => made !== '__proto__' && made !== 'constructor');
const bytes = fc.uint8Array({ minLength: 1, maxLength: 5 });
const number = fc.oneof(
  fc.integer(),
  fc.constantFrom(0.1, -2.5e-7, 12345678901234567890n, Number.MAX_SAFE_INTEGER),
);
const setOf = <T>(members: fc.Arbitrary<T>) =>
  fc.uniqueArray(members, { minLength: 1, maxLength: 3 }).map((list) => new Set(list));
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    number,
    fc.boolean(),
    fc.constant(null),
    bytes,
    setOf(text),
    setOf(fc.integer()),
    bytes.map((member) => new Set([member])),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 3 }),
  ),
}));

async function openTable() {
  const door = openEmbedded().open('test');
  const { main: TableName = '' } = await createTables(door, ONE_TABLE);
  return { door, TableName, client: documentClient(door) };
}

describe('items as plain values', () => {
  it('are what the document client writes and reads', async () => {
    await fc.assert(
      fc.asyncProperty(value, async (given) => {
        const item = { ...Key, given, none: undefined };
        const { door, TableName, client } = await openTable();
        await client.send(new PutCommand({ TableName, Item: item }));
        const written = await readItems(door, TableName);
        const other = await openTable();
        await writeItems(other.door, other.TableName, [toWire(item)]);
        expect(await readItems(other.door, other.TableName)).toEqual(written);
        const { Item: read } = await client.send(new GetCommand({ TableName, Key }));
        expect(written.map(fromWire)).toEqual([read]);
      }),
      { seed: 1 },
    );
  });

  it('come back as they were put in', async () => {
    const { door, TableName } = await openTable();
    const item: Item = {
      ...Key,
      bytes: Uint8Array.of(0, 1),
      inside: { list: [new Set([Uint8Array.of(255)])] },
    };
    await writeItems(door, TableName, [toWire(item)]);
    expect((await readItems(door, TableName)).map(fromWire)).toEqual([item]);
  });
});
