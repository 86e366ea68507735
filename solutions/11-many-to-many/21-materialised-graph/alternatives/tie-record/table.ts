import type { Tables } from '@keysmith/instruments/context';

const numbered = (partition: string, sort: string) => ({
  AttributeDefinitions: [
    { AttributeName: partition, AttributeType: 'S' as const },
    { AttributeName: sort, AttributeType: 'S' as const },
  ],
  KeySchema: [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ],
});

/** `people` holds everybody with the halves of their ties in order of day; `ties` says which ties there are. */
export const tables = {
  people: numbered('person', 'entry'),
  ties: numbered('tail', 'link'),
} satisfies Tables;

export type Direction = 'out' | 'in';

export interface Tie {
  person: string;
  type: string;
  other: string;
  since: string;
}

export const personKey = (person: string) => ({ person, entry: '@' });
export const recordKey = ({ person, type, other }: Omit<Tie, 'since'>) => ({
  tail: person,
  link: `${type}|${other}`,
});

/** The part of a half's sort key by which ranges of days are cut: `|` comes behind it, and then the id. */
export const stem = (direction: Direction, type: string, day: string) => `${direction}|${type}|${day}`;

/** Where the two halves of a tie lie. */
export const halfKeys = ({ person, type, other, since }: Tie) => ({
  out: { person, entry: `${stem('out', type, since)}|${other}` },
  in: { person: other, entry: `${stem('in', type, since)}|${person}` },
});
