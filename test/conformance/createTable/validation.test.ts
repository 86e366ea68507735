import { beforeAll, describe, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { expectRefusal, itUnlessLocal } from '../expectations.ts';
import type { LocalDifferenceId } from '../local-differences.ts';
import { composite, simple } from '../tables.ts';

let on: Endpoint;
beforeAll(async () => {
  on = await endpoint();
});

const S = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' });
const hash = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' });
const range = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' });
const create = (TableName: string, definition: object) => ({
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  ...definition,
});
const index = (IndexName: string, KeySchema: object[], ProjectionType = 'ALL') => ({
  IndexName,
  KeySchema,
  Projection: { ProjectionType },
});

describe('CreateTable', () => {
  const GSI = (KeySchema: object[]) => ({ GlobalSecondaryIndexes: [index('idx', KeySchema)] });
  /** Definitions that are refused. */
  const refused: [string, object, RegExp, LocalDifferenceId?][] = [
    [
      'a name too short',
      create('ab', simple),
      /(length greater than or equal to 3|at least 3 characters long)/,
      'table-name',
    ],
    ['a name with a space', create('a name', simple), /(satisfy regular expression pattern|a-z, A-Z, 0-9)/],
    [
      'no key',
      { ...create('NoKey', simple), KeySchema: [] },
      /(greater than or equal to 1|KeySchema)/,
      'no-key-schema',
    ],
    [
      'a key attribute without definition',
      create('NoDefinition', { ...simple, AttributeDefinitions: [S('other')] }),
      /(Some index key attributes are not defined in AttributeDefinitions|keys: \[pk\]|AttributeDefinitions)/,
      'key-not-defined',
    ],
    [
      'a definition that no key uses',
      create('Spare', { ...simple, AttributeDefinitions: [S('pk'), S('spare')] }),
      /(Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions|Some AttributeDefinitions are not used)/,
      'definition-unused',
    ],
    [
      'two partition keys',
      create('TwoHash', { ...composite, KeySchema: [hash('pk'), hash('sk')] }),
      /(Invalid KeySchema|RANGE|HASH)/,
      'two-hash-keys',
    ],
    [
      'a sort key first',
      create('RangeFirst', { ...composite, KeySchema: [range('pk'), hash('sk')] }),
      /(Invalid KeySchema|First|HASH)/i,
    ],
    [
      'an unknown attribute type',
      create('BadType', { ...simple, AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'X' }] }),
      /(enum value set|AttributeType)/,
    ],
    [
      'an index on an undefined attribute',
      create('BadIndex', { ...simple, ...GSI([hash('g')]) }),
      /(Some index key attributes are not defined in AttributeDefinitions|AttributeDefinitions)/,
    ],
    [
      'two indexes of one name',
      create('TwoNames', {
        ...composite,
        GlobalSecondaryIndexes: [index('idx', [hash('sk')]), index('idx', [hash('pk')])],
      }),
      /Duplicate index name: idx/,
      'index-name-twice',
    ],
    [
      'an index without projection',
      create('NoProjection', {
        ...composite,
        GlobalSecondaryIndexes: [{ IndexName: 'idx', KeySchema: [hash('sk')], Projection: {} }],
      }),
      /(Unknown ProjectionType|Projection)/,
      'no-projection',
    ],
    [
      'INCLUDE without attributes',
      create('NoInclude', { ...composite, GlobalSecondaryIndexes: [index('idx', [hash('sk')], 'INCLUDE')] }),
      /(NonKeyAttributes|INCLUDE)/,
    ],
    [
      'a local index on a table without sort key',
      create('NoSort', {
        AttributeDefinitions: [S('pk'), S('l')],
        KeySchema: [hash('pk')],
        LocalSecondaryIndexes: [index('loc', [hash('pk'), range('l')])],
      }),
      /(Table KeySchema does not have a range key|range key)/,
      'local-index-no-sort-key',
    ],
    [
      'a local index with another partition key',
      create('OtherHash', {
        AttributeDefinitions: [S('pk'), S('sk'), S('l')],
        KeySchema: composite.KeySchema,
        LocalSecondaryIndexes: [index('loc', [hash('l'), range('sk')])],
      }),
      /(does not have the same leading hash key as table KeySchema|hash key)/,
    ],
    [
      'six local indexes',
      create('SixLocal', {
        AttributeDefinitions: [S('pk'), S('sk'), ...'abcdef'.split('').map(S)],
        KeySchema: composite.KeySchema,
        LocalSecondaryIndexes: 'abcdef'
          .split('')
          .map((name) => index(`local-${name}`, [hash('pk'), range(name)])),
      }),
      /(count exceeds the per-table limit of 5|LocalSecondaryIndex)/,
      'six-local-indexes',
    ],
    [
      'no capacity with provisioned billing',
      { ...create('Neither', simple), BillingMode: 'PROVISIONED' },
      /(No provisioned throughput specified for the table|ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED)/,
    ],
  ];
  for (const [name, definition, message, local] of refused) {
    it(`refuses ${name}`, async () => {
      const error = await on.refusal('CreateTable', definition);
      expectRefusal(error, message, { local });
    });
  }
});

describe('CreateTable with on-demand billing', () => {
  itUnlessLocal('on-demand-capacity', 'refuses provisioned capacity beside it', async () => {
    const error = await on.refusal(
      'CreateTable',
      create('Both', { ...simple, ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } }),
    );
    expectRefusal(
      error,
      /Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST/,
    );
  });
});
