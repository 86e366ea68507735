import type { Tables } from '@keysmith/instruments/context';

export const tables = {
  main: {
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  },
} satisfies Tables;

/** How many tracks a playlist may hold, and how many playlists a track may be on. */
export const TRACKS_MAX = 12;
export const PLAYLISTS_MAX = 10;

/** One item each, which holds its short list of the others. */
export const playlistKey = (playlist: string) => ({ pk: `PLAYLIST#${playlist}` });
export const trackKey = (track: string) => ({ pk: `TRACK#${track}` });

/** The name of an entry in such a list, which is a map. */
export const entryOf = (id: string) => id;
