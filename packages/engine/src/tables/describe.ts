import type { KeySchema } from '../storage/schema.ts';
import type { IndexState, TableState, Throughput } from '../storage/table-state.ts';
import type { JsonObject } from '../values/types.ts';

/** The wire's descriptions. Times are seconds since 1970, sizes bytes; counts are current, not six hours old. */
function wireSchema({ hash, range }: KeySchema): JsonObject[] {
  return [
    ...hash.map(({ name }) => ({ AttributeName: name, KeyType: 'HASH' })),
    ...range.map(({ name }) => ({ AttributeName: name, KeyType: 'RANGE' })),
  ];
}

function wireThroughput({ read, write }: Throughput): JsonObject {
  return { NumberOfDecreasesToday: 0, ReadCapacityUnits: read, WriteCapacityUnits: write };
}

const WARM = { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4000, Status: 'ACTIVE' };

function describeIndex(table: TableState, state: IndexState): JsonObject {
  const { index } = state;
  const { definition } = index;
  let bytes = index.current.sizeBytes;
  if (index.projected !== undefined) {
    bytes = 0;
    for (const entry of index.current.all()) bytes += index.projectedSize(entry);
  }
  const description: JsonObject = {
    IndexName: definition.name,
    KeySchema: wireSchema(definition.schema),
    Projection: {
      ProjectionType: definition.projection,
      ...(definition.nonKeyAttributes.length > 0 ? { NonKeyAttributes: definition.nonKeyAttributes } : {}),
    },
    IndexSizeBytes: bytes,
    ItemCount: index.current.itemCount,
    IndexArn: `${table.arn}/index/${definition.name}`,
  };
  if (definition.kind === 'local') return description;
  description['IndexStatus'] = state.transition?.status ?? 'ACTIVE';
  if (state.backfilling) description['Backfilling'] = true;
  description['ProvisionedThroughput'] = wireThroughput(state.throughput);
  return description;
}

export function describeTable(table: TableState): JsonObject {
  const description: JsonObject = {
    AttributeDefinitions: table.attributes.map(({ name, type }) => ({
      AttributeName: name,
      AttributeType: type,
    })),
    TableName: table.name,
    KeySchema: wireSchema(table.schema),
    TableStatus: table.transition?.status ?? 'ACTIVE',
    CreationDateTime: table.createdMs / 1000,
    ProvisionedThroughput: wireThroughput(table.throughput),
    TableSizeBytes: table.store.view.current.sizeBytes,
    ItemCount: table.store.view.current.itemCount,
    TableArn: table.arn,
    TableId: table.id,
    DeletionProtectionEnabled: table.deletionProtection,
    WarmThroughput: WARM,
  };
  if (table.billing === 'PAY_PER_REQUEST') {
    const since = (table.billingChangedMs ?? table.createdMs) / 1000;
    description['BillingModeSummary'] = {
      BillingMode: table.billing,
      LastUpdateToPayPerRequestDateTime: since,
    };
  } else if (table.billingChangedMs !== undefined) {
    description['BillingModeSummary'] = { BillingMode: table.billing };
  }
  addIndexes(description, table);
  addStream(description, table);
  if (table.tableClass !== undefined) description['TableClassSummary'] = { TableClass: table.tableClass };
  if (table.onDemandMaximum !== undefined) {
    description['OnDemandThroughput'] = {
      MaxReadRequestUnits: table.onDemandMaximum.read ?? -1,
      MaxWriteRequestUnits: table.onDemandMaximum.write ?? -1,
    };
  }
  return description;
}

function addIndexes(description: JsonObject, table: TableState): void {
  for (const state of table.indexes.values()) {
    const member =
      state.index.definition.kind === 'local' ? 'LocalSecondaryIndexes' : 'GlobalSecondaryIndexes';
    ((description[member] ??= []) as JsonObject[]).push(describeIndex(table, state));
  }
}

function addStream(description: JsonObject, { stream }: TableState): void {
  if (stream === undefined) return;
  description['LatestStreamLabel'] = stream.identity.label;
  description['LatestStreamArn'] = stream.identity.arn;
  if (stream.closedMs !== undefined) return;
  description['StreamSpecification'] = { StreamEnabled: true, StreamViewType: stream.identity.viewType };
}
