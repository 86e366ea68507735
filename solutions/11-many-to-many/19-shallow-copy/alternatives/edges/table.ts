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
    GlobalSecondaryIndexes: [
      {
        IndexName: 'inverted',
        KeySchema: [
          { AttributeName: 'sk', KeyType: 'HASH' },
          { AttributeName: 'pk', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  },
} satisfies Tables;

/** How many tracks a playlist may hold, and how many playlists a track may be on. */
export const TRACKS_MAX = 12;
export const PLAYLISTS_MAX = 10;

/** Nodes have the same value in both keys; an edge stands with its playlist, and in the index with its track. */
export const playlistNode = (playlist: string) => `PLAYLIST#${playlist}`;
export const trackNode = (track: string) => `TRACK#${track}`;
export const nodeKey = (node: string) => ({ pk: node, sk: node });
export const edgeKey = (playlist: string, track: string) => ({
  pk: playlistNode(playlist),
  sk: trackNode(track),
});
