import type { Tables } from '@keysmith/instruments/context';

/** A person and all halves of their ties are one item collection, in order of direction, type and day. */
export const tables = {
  main: {
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
  },
} satisfies Tables;

export type Direction = 'out' | 'in';

export const owner = (person: string) => `PERSON#${person}`;
export const personKey = (person: string) => ({ pk: owner(person), sk: 'PERSON' });

/** A tie as one of its two ends sees it. */
export interface Seen {
  person: string;
  direction: Direction;
  type: string;
  other: string;
  since: string;
}

/** The id comes last, whatever it contains: nothing has to find where it ends. */
export const halfKey = ({ person, direction, type, since, other }: Seen) => ({
  pk: owner(person),
  sk: `${dated(direction, type, since)}#${other}`,
});

/** The two halves of the tie "`person` … `other`": each lies with one of the two. */
export function bothEnds({ person, type, other, since }: Omit<Seen, 'direction'>): [Seen, Seen] {
  return [
    { person, direction: 'out', type, other, since },
    { person: other, direction: 'in', type, other: person, since },
  ];
}

export const dated = (direction: Direction, type: string, day: string) => `${direction}#${type}#${day}`;
