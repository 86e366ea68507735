import { type Database, describedTable } from '../database.ts';
import {
  LimitExceededException,
  ResourceInUseException,
  ResourceNotFoundException,
  ValidationException,
} from '../errors.ts';
import { SecondaryIndex } from '../storage/secondary-index.ts';
import type { BillingMode, TableState } from '../storage/table-state.ts';
import {
  type AttributeDefinition,
  attributeDefinitions,
  attributeTypes,
  billingMode,
  checkIndexSet,
  globalIndex,
  type IndexInput,
  indexDefinition,
  invalid,
  type ProvisionedThroughput,
  type StreamSpecification,
  streamSpecification,
  tableClass,
  throughput,
} from '../tables/definition.ts';
import { describeTable } from '../tables/describe.ts';
import { checkStream, switchStream } from '../tables/stream-switch.ts';
import {
  attributes,
  flag,
  indexName,
  listOf,
  required,
  type Shape,
  struct,
  tableName,
} from '../validation/shape.ts';
import { type OnDemandInput, onDemandMaximum, throughputOf } from './create-table.ts';
import { operation } from './operation.ts';

interface IndexUpdate {
  readonly Create?: IndexInput;
  readonly Delete?: { readonly IndexName: string };
  readonly Update?: { readonly IndexName: string; readonly ProvisionedThroughput?: ProvisionedThroughput };
}
interface Input {
  readonly TableName: string;
  readonly AttributeDefinitions?: readonly AttributeDefinition[];
  readonly BillingMode?: BillingMode;
  readonly ProvisionedThroughput?: ProvisionedThroughput;
  readonly OnDemandThroughput?: OnDemandInput;
  readonly GlobalSecondaryIndexUpdates?: readonly IndexUpdate[];
  readonly StreamSpecification?: StreamSpecification;
  readonly DeletionProtectionEnabled?: boolean;
  readonly TableClass?: string;
}

const shape: Shape = {
  TableName: tableName,
  AttributeDefinitions: attributeDefinitions,
  BillingMode: billingMode,
  ProvisionedThroughput: throughput,
  OnDemandThroughput: attributes,
  WarmThroughput: attributes,
  SSESpecification: attributes,
  GlobalSecondaryIndexUpdates: listOf(
    struct({
      Create: globalIndex,
      Delete: struct({ IndexName: required(indexName) }),
      Update: struct({
        IndexName: required(indexName),
        ProvisionedThroughput: throughput,
        OnDemandThroughput: attributes,
        WarmThroughput: attributes,
      }),
    }),
  ),
  StreamSpecification: streamSpecification,
  DeletionProtectionEnabled: flag,
  TableClass: tableClass,
};

/** At least one change is needed; which one decides what the table goes through. */
function checkSomething(input: Input): void {
  const given =
    (input.GlobalSecondaryIndexUpdates?.length ?? 0) > 0 ||
    [
      input.BillingMode,
      input.ProvisionedThroughput,
      input.StreamSpecification,
      input.DeletionProtectionEnabled,
      input.TableClass,
      input.OnDemandThroughput,
    ].some((part) => part != null);
  const others = [
    input.BillingMode,
    input.ProvisionedThroughput,
    input.StreamSpecification,
    input.TableClass,
  ];
  const several = others.some((part) => part != null) || (input.GlobalSecondaryIndexUpdates?.length ?? 0) > 0;
  if (input.DeletionProtectionEnabled != null && several) {
    throw invalid('DeletionProtection modification must be the only operation in the request');
  }
  if (given) return;
  throw new ValidationException(
    'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, DeletionProtectionEnabled or TableClass is required',
  );
}

function createIndex(
  database: Database,
  table: TableState,
  request: { index: IndexInput; input: Input },
): void {
  const { index, input } = request;
  if (table.indexes.has(index.IndexName)) {
    throw new ValidationException(`Attempting to create an index which already exists: ${index.IndexName}`);
  }
  const added = attributeTypes(input.AttributeDefinitions ?? []);
  const types = [
    ...added,
    ...table.attributes.filter(({ name }) => !added.some((type) => type.name === name)),
  ];
  const definition = indexDefinition(index, 'global', { schema: table.schema, types });
  checkIndexSet([...[...table.indexes.values()].map((state) => state.index.definition), definition]);
  const mode = input.BillingMode ?? table.billing;
  if (mode === 'PROVISIONED' && index.ProvisionedThroughput == null) {
    throw invalid(`ProvisionedThroughput is not specified for index: ${index.IndexName}`);
  }
  const used = new Set([...definition.schema.hash, ...definition.schema.range].map(({ name }) => name));
  table.attributes = [
    ...table.attributes,
    ...added.filter(({ name }) => used.has(name) && !table.attributes.some((type) => type.name === name)),
  ];
  const created = new SecondaryIndex(definition);
  const transition = { status: 'CREATING', untilMs: database.clock.now() + database.transitionMs } as const;
  table.addIndex({
    index: created,
    transition,
    throughput: throughputOf(index.ProvisionedThroughput),
    backfilling: true,
  });
  table.store.backfill(created, (item) => table.keyOf(item));
  database.faults.lag(table);
}

function changeIndex(database: Database, table: TableState, update: IndexUpdate): void {
  const name = (update.Delete ?? update.Update)!.IndexName;
  const state = table.indexes.get(name);
  if (state === undefined || state.index.definition.kind !== 'global') {
    throw new ResourceNotFoundException('Requested resource not found');
  }
  if (update.Update != null) {
    state.throughput = throughputOf(update.Update.ProvisionedThroughput);
    return;
  }
  state.transition = { status: 'DELETING', untilMs: database.clock.now() + database.transitionMs };
}

function updateIndexes(database: Database, table: TableState, input: Input): void {
  const updates = input.GlobalSecondaryIndexUpdates ?? [];
  const online = updates.filter((update) => update.Update == null);
  const busy = [...table.indexes.values()].some((state) => state.transition !== undefined);
  if (online.length > 1 || (online.length > 0 && busy)) {
    throw new LimitExceededException(
      'Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
    );
  }
  for (const update of updates) {
    if ([update.Create, update.Delete, update.Update].filter((part) => part != null).length !== 1) {
      throw invalid(
        'One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null',
      );
    }
    if (update.Create != null) createIndex(database, table, { index: update.Create, input });
    else changeIndex(database, table, update);
  }
}

function refuseSameThroughput(table: TableState, wanted: ProvisionedThroughput | undefined): void {
  const { read, write } = table.throughput;
  if (wanted == null || wanted.ReadCapacityUnits !== read || wanted.WriteCapacityUnits !== write) return;
  throw new ValidationException(
    `The provisioned throughput for the table will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the table: ${read}. Requested ReadCapacityUnits: ${read}. Current WriteCapacityUnits provisioned for the table: ${write}. Requested WriteCapacityUnits: ${write}. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.`,
  );
}

function updateBilling(database: Database, table: TableState, input: Input): void {
  const mode = input.BillingMode ?? table.billing;
  if (mode === 'PAY_PER_REQUEST' && input.ProvisionedThroughput != null) {
    throw invalid(
      'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
    );
  }
  if (mode === 'PROVISIONED' && table.billing !== mode && input.ProvisionedThroughput == null) {
    throw invalid('ProvisionedThroughput must be specified when BillingMode is PROVISIONED');
  }
  if (table.billing !== mode) {
    table.billingChangedMs = database.clock.now();
    if (mode === 'PAY_PER_REQUEST') table.throughput = { read: 0, write: 0 };
  }
  if (mode === 'PROVISIONED' && table.billing === mode)
    refuseSameThroughput(table, input.ProvisionedThroughput);
  table.billing = mode;
  if (input.ProvisionedThroughput != null) table.throughput = throughputOf(input.ProvisionedThroughput);
  if (input.OnDemandThroughput != null) table.onDemandMaximum = onDemandMaximum(input.OnDemandThroughput);
}

export const updateTable = operation<Input>(shape, (database, input) => {
  checkStream(input.StreamSpecification, 'If stream is being enabled then UpdateViewType is required');
  checkSomething(input);
  const table = describedTable(database, input.TableName);
  if (table.transition !== undefined) {
    const what =
      table.transition.status === 'CREATING'
        ? 'created'
        : table.transition.status === 'DELETING'
          ? 'deleted'
          : 'updated';
    throw new ResourceInUseException(
      `Attempt to change a resource which is still in use: Table is being ${what}: ${table.name}`,
    );
  }
  updateIndexes(database, table, input);
  updateBilling(database, table, input);
  if (input.StreamSpecification != null) switchStream(database, table, input.StreamSpecification);
  if (input.DeletionProtectionEnabled != null) table.deletionProtection = input.DeletionProtectionEnabled;
  if (input.TableClass != null) table.tableClass = input.TableClass;
  table.transition = { status: 'UPDATING', untilMs: database.clock.now() + database.transitionMs };
  return { TableDescription: describeTable(table) };
});
