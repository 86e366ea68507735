import type { Tables } from '@keysmith/instruments/context';

/**
 * A person and all halves of their ties are one item collection. The sort key of a half says what makes a tie the same
 * tie: its direction, its type, and who is at the other end. The global index `by-date` sorts the same items by day.
 */
export const tables = {
  main: {
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
      { AttributeName: 'dated', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-date',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'dated', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
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
}

/** The id comes last, whatever it contains: nothing has to find where it ends. */
export const halfKey = ({ person, direction, type, other }: Seen) => ({
  pk: owner(person),
  sk: `${direction}#${type}#${other}`,
});

/** The two halves of the tie "`person` … `other`": each lies with one of the two. */
export function bothEnds({
  person,
  type,
  other,
}: {
  person: string;
  type: string;
  other: string;
}): [Seen, Seen] {
  return [
    { person, direction: 'out', type, other },
    { person: other, direction: 'in', type, other: person },
  ];
}

export const dated = (direction: Direction, type: string, day: string) => `${direction}#${type}#${day}`;
