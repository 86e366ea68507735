import { expect, it } from 'vitest';
import type { Door, JsonObject } from '@keysmith/table/door';
import { Copies } from '../../../packages/instruments/src/growth/multiply.ts';

/** Keeps what is written to it. */
function keeping(): { readonly door: Door; readonly items: JsonObject[] } {
  const items: JsonObject[] = [];
  const door: Door = {
    send({ input }) {
      for (const puts of Object.values(input['RequestItems'] as Record<string, JsonObject[]>))
        items.push(...puts.map(({ PutRequest }) => (PutRequest as { Item: JsonObject }).Item));
      return Promise.resolve({ status: 200, body: {} });
    },
  };
  return { door, items };
}

async function copiesOf(item: JsonObject, ids: readonly string[], count = 2): Promise<JsonObject[]> {
  const { door, items } = keeping();
  await new Copies([new Map([['t', [item]]])], new Set(ids)).write(door, count);
  return items;
}

it('renames an identifier in keys, lists, sets, maps and names of attributes, and leaves the rest', async () => {
  const [first, second] = await copiesOf(
    {
      pk: { S: 'U#u7f3k2' },
      n: { N: '12' },
      list: { L: [{ S: 'before u7f3k2 and u7f3k2' }, { BOOL: true }, { NULL: true }] },
      set: { SS: ['u7f3k2', 'none'] },
      map: { M: { a: { S: 'x' }, u7f3k2: { M: { of: { S: 'id-000012' } } }, z: { S: 'y' } } },
    },
    ['u7f3k2'],
  );

  expect(first).toEqual({
    pk: { S: 'U#u~0000' },
    n: { N: '12' },
    list: { L: [{ S: 'before u~0000 and u~0000' }, { BOOL: true }, { NULL: true }] },
    set: { SS: ['u~0000', 'none'] },
    map: { M: { a: { S: 'x' }, 'u~0000': { M: { of: { S: 'i~0000001' } } }, z: { S: 'y' } } },
  });
  expect(Object.keys((first?.['map'] as { M: object }).M)).toEqual(['a', 'u~0000', 'z']);
  expect(second?.['pk']).toEqual({ S: 'U#u~07ps' });
});

it('takes a longer identifier whole that begins with another', async () => {
  const [copy] = await copiesOf({ pk: { S: 'ab12cd' }, other: { S: 'ab12' } }, ['ab12', 'ab12cd'], 1);
  expect(copy).toEqual({ pk: { S: 'a~0000' }, other: { S: 'a~01' } });
});

it('finds identifiers beside what JSON escapes, and an attribute of any name', async () => {
  const item = JSON.parse('{"__proto__":{"S":"\\"q1w2e3\\n"},"toString":{"S":"q1w2e3"}}') as JsonObject;
  const [copy] = await copiesOf(item, ['q1w2e3'], 1);
  expect(JSON.stringify(copy)).toBe('{"__proto__":{"S":"\\"q~0000\\n"},"toString":{"S":"q~0000"}}');
});
