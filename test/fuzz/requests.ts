import type { JsonObject } from '@keysmith/engine';
import type { Chance } from './chance.ts';

/** A request, broken or not. */
export interface Request {
  readonly operation: string;
  readonly input: unknown;
}

export const tableName = 'Things';
const inTable = { TableName: tableName };

export const definition: JsonObject = {
  ...inTable,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['pk', 'sk', 'kind', 'place'].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S',
  })),
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-kind',
      KeySchema: [
        { AttributeName: 'kind', KeyType: 'HASH' },
        { AttributeName: 'place', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['n'] },
    },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: 'by-place',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'place', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
};

const partitions = ['p', 'q', 'r'];
const sortKeys = ['a', 'b', 'c', 'd'];

export function keyFrom(chance: Chance): JsonObject {
  return { pk: { S: chance.pick(partitions) }, sk: { S: chance.pick(sortKeys) } };
}

/** An item with every type of attribute. */
export function itemFrom(chance: Chance): JsonObject {
  return {
    ...keyFrom(chance),
    kind: { S: chance.pick(['k', 'l']) },
    place: { S: chance.pick(sortKeys) },
    n: { N: String(chance.below(100)) },
    body: { M: { list: { L: [{ N: '1.50' }, { S: 'x' }, { BOOL: true }] }, nothing: { NULL: true } } },
    bytes: { B: 'AQID' },
    sets: { M: { ss: { SS: ['a', 'b'] }, ns: { NS: ['1', '2e3'] }, bs: { BS: ['AQ==', 'Ag=='] } } },
  };
}

const values = { ':v': { N: '1' }, ':w': { S: 'b' } };
const names = { '#n': 'n', '#b': 'body' };

const put = (chance: Chance) => ({ ...inTable, Item: itemFrom(chance) });
const update = (chance: Chance) => ({
  ...inTable,
  Key: keyFrom(chance),
  UpdateExpression:
    'SET #n = if_not_exists(#n, :v) + :v, #b.list[0] = :w REMOVE bytes ADD sets.ns :set DELETE sets.ss :gone',
  ConditionExpression: 'attribute_exists(pk) AND (size(#b.list) >= :v OR NOT contains(sets.ss, :w))',
  ExpressionAttributeNames: names,
  ExpressionAttributeValues: { ...values, ':set': { NS: ['7'] }, ':gone': { SS: ['a'] } },
  ReturnValues: 'UPDATED_NEW',
  ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
});

type Template = (chance: Chance) => JsonObject;

/** A sound request of each operation. What is wrong with a request is put in afterwards. */
export const templates: Readonly<Record<string, Template>> = {
  PutItem: (chance) => ({
    ...put(chance),
    ConditionExpression: '#n BETWEEN :v AND :v OR begins_with(kind, :w) OR n IN (:v, :w)',
    ExpressionAttributeNames: { '#n': 'n' },
    ExpressionAttributeValues: values,
    ReturnValues: 'ALL_OLD',
    ReturnConsumedCapacity: 'INDEXES',
    ReturnItemCollectionMetrics: 'SIZE',
  }),
  UpdateItem: update,
  GetItem: (chance) => ({
    ...inTable,
    Key: keyFrom(chance),
    ProjectionExpression: '#b.list[1], n, sets.ss',
    ExpressionAttributeNames: { '#b': 'body' },
    ConsistentRead: true,
  }),
  DeleteItem: (chance) => ({ ...inTable, Key: keyFrom(chance), ReturnValues: 'ALL_OLD' }),
  Query: (chance) => ({
    ...inTable,
    KeyConditionExpression: 'pk = :p AND begins_with(sk, :s)',
    FilterExpression: '#n <> :v AND attribute_type(kind, :t)',
    ExpressionAttributeNames: { '#n': 'n' },
    ExpressionAttributeValues: { ':p': { S: 'p' }, ':s': { S: '' }, ':v': { N: '1' }, ':t': { S: 'S' } },
    ExclusiveStartKey: { pk: { S: 'p' }, sk: { S: chance.pick(sortKeys) } },
    ScanIndexForward: chance.oneIn(2),
    Limit: 3,
    Select: 'ALL_ATTRIBUTES',
    ReturnConsumedCapacity: 'TOTAL',
  }),
  QueryIndex: () => ({
    ...inTable,
    IndexName: 'by-kind',
    KeyConditionExpression: 'kind = :k AND place = :a AND sk >= :s',
    ExpressionAttributeValues: { ':k': { S: 'k' }, ':a': { S: 'a' }, ':s': { S: 'a' } },
  }),
  Scan: (chance) => ({
    ...inTable,
    IndexName: chance.pick(['by-kind', 'by-place']),
    FilterExpression: 'attribute_exists(pk)',
    Segment: chance.below(3),
    TotalSegments: 3,
    Limit: 5,
  }),
  BatchGetItem: (chance) => ({
    RequestItems: {
      [tableName]: { Keys: [keyFrom(chance), keyFrom(chance)], ProjectionExpression: 'n, pk' },
    },
    ReturnConsumedCapacity: 'TOTAL',
  }),
  BatchWriteItem: (chance) => ({
    RequestItems: {
      [tableName]: [{ PutRequest: { Item: itemFrom(chance) } }, { DeleteRequest: { Key: keyFrom(chance) } }],
    },
  }),
  TransactWriteItems: (chance) => ({
    TransactItems: [
      { Put: put(chance) },
      { Update: { ...update(chance), ReturnValues: undefined } },
      { Delete: { ...inTable, Key: keyFrom(chance) } },
      { ConditionCheck: { ...inTable, Key: keyFrom(chance), ConditionExpression: 'attribute_exists(pk)' } },
    ],
    ClientRequestToken: `token-${chance.below(50)}`,
  }),
  TransactGetItems: (chance) => ({
    TransactItems: [
      { Get: { ...inTable, Key: keyFrom(chance) } },
      { Get: { ...inTable, Key: keyFrom(chance) } },
    ],
  }),
  CreateTable: () => ({ ...definition, TableName: 'Other' }),
  UpdateTable: () => ({
    ...inTable,
    AttributeDefinitions: [{ AttributeName: 'n', AttributeType: 'N' }],
    GlobalSecondaryIndexUpdates: [
      {
        Create: {
          IndexName: 'by-n',
          KeySchema: [{ AttributeName: 'n', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      },
    ],
  }),
  DescribeTable: () => ({ ...inTable }),
  DeleteTable: () => ({ TableName: 'Other' }),
  ListTables: () => ({ Limit: 2, ExclusiveStartTableName: 'Other' }),
  UpdateTimeToLive: () => ({
    ...inTable,
    TimeToLiveSpecification: { Enabled: true, AttributeName: 'expires' },
  }),
  DescribeTimeToLive: () => ({ ...inTable }),
  TagResource: () => ({
    ResourceArn: `arn:aws:dynamodb:us-east-1:000000000000:table/${tableName}`,
    Tags: [{ Key: 'a', Value: 'b' }],
  }),
  UntagResource: () => ({
    ResourceArn: `arn:aws:dynamodb:us-east-1:000000000000:table/${tableName}`,
    TagKeys: ['a'],
  }),
  ListTagsOfResource: () => ({ ResourceArn: `arn:aws:dynamodb:us-east-1:000000000000:table/${tableName}` }),
  DescribeLimits: () => ({}),
  DescribeEndpoints: () => ({}),
  ListStreams: () => ({ ...inTable, Limit: 1 }),
  DescribeStream: () => ({
    StreamArn: `arn:aws:dynamodb:us-east-1:000000000000:table/${tableName}/stream/x`,
  }),
  GetShardIterator: () => ({ StreamArn: 'arn', ShardId: 'shardId-0', ShardIteratorType: 'TRIM_HORIZON' }),
  GetRecords: () => ({ ShardIterator: 'AAAA', Limit: 10 }),
  ExecuteStatement: (chance) => ({
    Statement: chance.pick([
      `SELECT pk, body.list[0] FROM "${tableName}" WHERE pk = ? AND sk > 'a'`,
      `INSERT INTO "${tableName}" VALUE {'pk': ?, 'sk': 'z', 'n': 1, 'l': [1, 'x', {'m': TRUE}]}`,
      `UPDATE "${tableName}" SET n = n + 1 REMOVE bytes WHERE pk = ? AND sk = 'a' RETURNING ALL NEW *`,
      `DELETE FROM "${tableName}" WHERE pk = ? AND sk = 'a'`,
    ]),
    Parameters: [{ S: 'p' }],
  }),
  BatchExecuteStatement: () => ({
    Statements: [{ Statement: `SELECT * FROM "${tableName}" WHERE pk = 'p' AND sk = 'a'` }],
  }),
  ExecuteTransaction: () => ({
    TransactStatements: [{ Statement: `UPDATE "${tableName}" SET n = 1 WHERE pk = 'p' AND sk = 'a'` }],
  }),
};

const kinds = Object.keys(templates);

/** A sound request of any operation. */
export function requestFrom(chance: Chance): { readonly operation: string; readonly input: JsonObject } {
  const kind = chance.pick(kinds);
  const input = templates[kind]?.(chance) ?? {};
  return { operation: kind === 'QueryIndex' ? 'Query' : kind, input };
}
