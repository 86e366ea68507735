import type { Tables, Trial } from '@keysmith/instruments';

/** A program with a known flaw, its corrected twin beside it, and the check that must tell the two apart. */
export interface FlawPair {
  /** The instrument that finds it: "races", "crashes", … */
  readonly instrument: string;
  /** The kind of flaw, as the table of flaws names it. */
  readonly flaw: string;
  readonly tables: Tables;
  readonly check: (trial: Trial) => Promise<void>;
  /** How often the flaw shows, of how many runs, crash points, … that the instrument tries. */
  readonly shows: { readonly broken: number; readonly tried: number };
}

/** The usual table: a partition key `pk` and a sort key `sk`, both strings. */
export const ONE_TABLE: Tables = {
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
};

/** The usual table with a global index of everything by `gsiPk` and `gsiSk`. */
export const TABLE_WITH_INDEX: Tables = {
  main: {
    AttributeDefinitions: ['pk', 'sk', 'gsiPk', 'gsiSk'].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    })),
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byGsi',
        KeySchema: [
          { AttributeName: 'gsiPk', KeyType: 'HASH' },
          { AttributeName: 'gsiSk', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  },
};

/** The usual table with a stream of both images. */
export const STREAMED_TABLE: Tables = {
  main: {
    ...(ONE_TABLE['main'] as Tables[string]),
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  },
};

/** The usual table, whose items are deleted some time after the second in their attribute `expires`. */
export const EXPIRING_TABLE: Tables = {
  main: {
    ...(ONE_TABLE['main'] as Tables[string]),
    TimeToLiveSpecification: { Enabled: true, AttributeName: 'expires' },
  },
};
