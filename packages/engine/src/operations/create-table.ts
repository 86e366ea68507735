import { type Database, settled, tableNameOf } from '../database.ts';
import { ResourceInUseException, ValidationException } from '../errors.ts';
import { uuid } from '../random.ts';
import { SecondaryIndex, type IndexDefinition } from '../storage/secondary-index.ts';
import { type BillingMode, TableState, type Throughput } from '../storage/table-state.ts';
import { TableStore } from '../storage/table.ts';
import {
  type AttributeDefinition,
  attributeTypes,
  checkAllDefined,
  checkIndexSet,
  createTableShape,
  type IndexInput,
  indexDefinition,
  invalid,
  type KeyElement,
  type ProvisionedThroughput,
  schemaOf,
  type StreamSpecification,
} from '../tables/definition.ts';
import { describeTable } from '../tables/describe.ts';
import { checkStream, switchStream } from '../tables/stream-switch.ts';
import { operation } from './operation.ts';

export interface OnDemandInput {
  readonly MaxReadRequestUnits?: number;
  readonly MaxWriteRequestUnits?: number;
}

interface Input {
  readonly TableName: string;
  readonly AttributeDefinitions: readonly AttributeDefinition[];
  readonly KeySchema: readonly KeyElement[];
  readonly BillingMode?: BillingMode;
  readonly ProvisionedThroughput?: ProvisionedThroughput;
  readonly OnDemandThroughput?: OnDemandInput;
  readonly LocalSecondaryIndexes?: readonly IndexInput[];
  readonly GlobalSecondaryIndexes?: readonly IndexInput[];
  readonly StreamSpecification?: StreamSpecification;
  readonly TableClass?: string;
  readonly DeletionProtectionEnabled?: boolean;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

export function throughputOf(input: ProvisionedThroughput | undefined): Throughput {
  return { read: input?.ReadCapacityUnits ?? 0, write: input?.WriteCapacityUnits ?? 0 };
}

export function onDemandMaximum(input: OnDemandInput | undefined): Partial<Throughput> | undefined {
  if (input == null) return undefined;
  const { MaxReadRequestUnits: read, MaxWriteRequestUnits: write } = input;
  return { ...(typeof read === 'number' ? { read } : {}), ...(typeof write === 'number' ? { write } : {}) };
}

/** Provisioned tables need throughput for themselves and each global index; on-demand ones must not have it. */
function checkBilling(input: Input): void {
  const indexes = input.GlobalSecondaryIndexes ?? [];
  if (input.BillingMode === 'PAY_PER_REQUEST') {
    if (input.ProvisionedThroughput == null) {
      const index = indexes.find((entry) => entry.ProvisionedThroughput != null);
      if (index === undefined) return;
      throw invalid(
        `ProvisionedThroughput should not be specified for index: ${index.IndexName} when BillingMode is PAY_PER_REQUEST`,
      );
    }
    throw invalid(
      'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
    );
  }
  if (input.ProvisionedThroughput == null) {
    throw invalid(
      'ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED',
    );
  }
  const bare = indexes.find((entry) => entry.ProvisionedThroughput == null);
  if (bare !== undefined)
    throw invalid(`ProvisionedThroughput is not specified for index: ${bare.IndexName}`);
}

interface Definition {
  readonly table: TableState;
  readonly indexes: readonly IndexDefinition[];
}

function define(database: Database, input: Input, name: string): Definition {
  const types = attributeTypes(input.AttributeDefinitions);
  const schema = schemaOf(input.KeySchema, types, 'table');
  if (input.LocalSecondaryIndexes?.length === 0) throw invalid('List of indexes is empty');
  if (input.GlobalSecondaryIndexes?.length === 0) throw invalid('List of GlobalSecondaryIndexes is empty');
  const place = { schema, types };
  const indexes = [
    ...(input.LocalSecondaryIndexes ?? []).map((index) => indexDefinition(index, 'local', place)),
    ...(input.GlobalSecondaryIndexes ?? []).map((index) => indexDefinition(index, 'global', place)),
  ];
  checkIndexSet(indexes);
  checkAllDefined(types, [schema, ...indexes.map((index) => index.schema)]);
  const identity = {
    name,
    arn: `arn:aws:dynamodb:${database.region}:${database.account}:table/${name}`,
    id: uuid(database.random),
    createdMs: database.clock.now(),
  };
  return { table: new TableState(identity, new TableStore(schema), types), indexes };
}

function checkNewName(name: string): void {
  if (name.length >= 3 && name.length <= 255) return;
  throw new ValidationException(
    'TableName must be at least 3 characters long and at most 255 characters long',
  );
}

export const createTable = operation<Input>(createTableShape, (database, input) => {
  checkNewName(input.TableName);
  const name = tableNameOf(input.TableName);
  checkBilling(input);
  checkStream(input.StreamSpecification);
  const { table, indexes } = define(database, input, name);
  if (settled(database, name) !== undefined)
    throw new ResourceInUseException(`Table already exists: ${name}`);
  table.billing = input.BillingMode ?? 'PROVISIONED';
  table.throughput = throughputOf(input.ProvisionedThroughput);
  table.onDemandMaximum = onDemandMaximum(input.OnDemandThroughput);
  table.deletionProtection = input.DeletionProtectionEnabled === true;
  table.tableClass = input.TableClass ?? undefined;
  for (const { Key, Value } of input.Tags ?? []) table.tags.set(Key, Value);
  const transition = { status: 'CREATING', untilMs: database.clock.now() + database.transitionMs } as const;
  table.transition = transition;
  for (const definition of indexes) {
    const source = input.GlobalSecondaryIndexes?.find((entry) => entry.IndexName === definition.name);
    const throughput = throughputOf(source?.ProvisionedThroughput);
    const own = definition.kind === 'global' ? transition : undefined;
    table.addIndex({
      index: new SecondaryIndex(definition),
      transition: own,
      throughput,
      backfilling: false,
    });
  }
  if (input.StreamSpecification?.StreamEnabled) switchStream(database, table, input.StreamSpecification);
  database.faults.lag(table);
  database.tables.set(name, table);
  return { TableDescription: describeTable(table) };
});
