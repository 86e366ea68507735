import type { Tables } from '@keysmith/instruments/context';

const string = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });

/** One table. Its stream tells of every change, and items leave it some time after `expires`. */
export const tables: Tables = {
  main: {
    AttributeDefinitions: [string('pk'), string('sk')],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
  },
};
