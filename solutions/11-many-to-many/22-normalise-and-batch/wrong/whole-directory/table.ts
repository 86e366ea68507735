import type { Tables } from '@keysmith/instruments/context';

const S = 'S' as const;

export const tables = {
  main: {
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: S },
      { AttributeName: 'sk', AttributeType: S },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
  },
} satisfies Tables;

/** A board is no item; it is the item collection of its notices. */
export const boardPk = (board: string) => `BOARD#${board}`;
export const noticeKey = (board: string, notice: string) => ({ pk: boardPk(board), sk: notice });

/** All profiles stand in one item collection, so that one Query reads them. */
export const PEOPLE = 'PEOPLE';
export const profileKey = (person: string) => ({ pk: PEOPLE, sk: person });
