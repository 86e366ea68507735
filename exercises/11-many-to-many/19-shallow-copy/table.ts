import type { Tables } from '@keysmith/instruments/context';

/**
 * Your tables: CreateTable inputs without a name. Code reaches them as `context.tables.main`.
 * One table is enough here; whether you need an index is yours to find out.
 */
export const tables = {
  main: {
    // Implement: name the key attributes. Think first of what one read of a page has to find.
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  },
} satisfies Tables;

/** How many tracks a playlist may hold, and how many playlists a track may be on. */
export const TRACKS_MAX = 12;
export const PLAYLISTS_MAX = 10;

// A good place for the functions that build your keys, so that they stand once:
// export const playlistKey = (playlist: string) => ({ … });
