import { describe, expect, it } from 'vitest';
import { colourEntities, ENTITY_COLOURS, entityNameOf } from '../../../site/table-picture/entity.ts';
import type { KeyValue } from '../../../site/table-picture/key-value.ts';

function row(key: { pk?: KeyValue; sk?: KeyValue; type?: unknown }) {
  const { pk = 'x', sk, type } = key;
  const keys = { pk: [pk], sk: sk === undefined ? [] : [sk] };
  return { ...keys, baseKey: [...keys.pk, ...keys.sk], item: { pk, type } };
}

describe('the kind of an item', () => {
  it.each([
    ['its attribute `type`', row({ sk: 'M#ada', type: 'Member' }), 'Member'],
    ['the prefix of its sort key', row({ pk: 'W#7', sk: 'MEMBER#ada' }), 'MEMBER'],
    ['a sort key that is one word', row({ pk: 'W#7', sk: '#META' }), 'META'],
    ['the prefix of its partition key', row({ pk: 'METER#7', sk: 12 }), 'METER'],
    ['`item` if nothing says it', row({ pk: 7, sk: '2026-01-01' }), 'item'],
    ['no empty type', row({ pk: 'W#7', type: '' }), 'W'],
  ])('is %s', (_rule, item, name) => {
    expect(entityNameOf(item)).toBe(name);
  });
});

describe('colours', () => {
  it('go to kinds in the order of first mention', () => {
    const colours = colourEntities(['B', 'A', 'B'].map((type) => row({ type })));
    expect([...colours.values()]).toEqual([
      { name: 'B', colour: 1 },
      { name: 'A', colour: 2 },
    ]);
  });

  it('stay what an earlier picture of the page has made them', () => {
    const colours = colourEntities([row({ type: 'B' }), row({ type: 'A' })], ['A', 'X']);
    expect(colours.get('A')?.colour).toBe(1);
    expect(colours.get('B')?.colour).toBe(3);
  });

  it('start over when there are more kinds than colours', () => {
    const names = Array.from({ length: ENTITY_COLOURS + 1 }, (_, at) => `kind${at}`);
    const colours = colourEntities(names.map((type) => row({ type })));
    expect(colours.get(`kind${ENTITY_COLOURS}`)?.colour).toBe(1);
  });
});
