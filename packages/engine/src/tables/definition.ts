import { LimitExceededException, ValidationException } from '../errors.ts';
import type { KeyAttribute, KeySchema } from '../storage/schema.ts';
import type { IndexDefinition, ProjectionType } from '../storage/secondary-index.ts';
import {
  attributes,
  type Field,
  flag,
  indexName,
  integer,
  listOf,
  oneOf,
  required,
  type Shape,
  struct,
  text,
} from '../validation/shape.ts';
import type { KeyType } from '../values/types.ts';

/** The parts of table definitions as they come over the wire. */
export interface KeyElement {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
}
export interface AttributeDefinition {
  readonly AttributeName: string;
  readonly AttributeType: KeyType;
}
export interface ProvisionedThroughput {
  readonly ReadCapacityUnits: number;
  readonly WriteCapacityUnits: number;
}
export interface IndexInput {
  readonly IndexName: string;
  readonly KeySchema: readonly KeyElement[];
  readonly Projection: {
    readonly ProjectionType?: ProjectionType;
    readonly NonKeyAttributes?: readonly string[];
  };
  readonly ProvisionedThroughput?: ProvisionedThroughput;
}
export interface StreamSpecification {
  readonly StreamEnabled: boolean;
  readonly StreamViewType?: 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES';
}

const name: Field = { ...text, required: true, min: 1, max: 255 };
const keySchema: Field = {
  ...listOf(struct({ AttributeName: name, KeyType: required(oneOf('HASH', 'RANGE')) }), { min: 1, max: 8 }),
  required: true,
};
const units: Field = { ...integer, required: true, min: 1 };
export const throughput = struct({ ReadCapacityUnits: units, WriteCapacityUnits: units });
const projection = struct({
  ProjectionType: oneOf('ALL', 'INCLUDE', 'KEYS_ONLY'),
  NonKeyAttributes: listOf(name, { min: 1, max: 20 }),
});
const localIndex = struct({
  IndexName: required(indexName),
  KeySchema: keySchema,
  Projection: required(projection),
});
export const globalIndex = struct({
  IndexName: required(indexName),
  KeySchema: keySchema,
  Projection: required(projection),
  ProvisionedThroughput: throughput,
  OnDemandThroughput: attributes,
  WarmThroughput: attributes,
});
export const attributeDefinitions = listOf(
  struct({ AttributeName: name, AttributeType: required(oneOf('B', 'N', 'S')) }),
);
export const streamSpecification = struct({
  StreamEnabled: required(flag),
  StreamViewType: oneOf('NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY'),
});
export const billingMode = oneOf('PROVISIONED', 'PAY_PER_REQUEST');
export const tableClass = oneOf('STANDARD', 'STANDARD_INFREQUENT_ACCESS');
export const tag = struct({
  Key: required({ ...text, min: 1, max: 128 }),
  Value: required({ ...text, max: 256 }),
});

export const createTableShape: Shape = {
  AttributeDefinitions: required(attributeDefinitions),
  TableName: { type: 'string', required: true, pattern: '[a-zA-Z0-9_.-]*', arn: true },
  KeySchema: keySchema,
  LocalSecondaryIndexes: listOf(localIndex),
  GlobalSecondaryIndexes: listOf(globalIndex),
  BillingMode: billingMode,
  ProvisionedThroughput: throughput,
  StreamSpecification: streamSpecification,
  TableClass: tableClass,
  DeletionProtectionEnabled: flag,
  Tags: listOf(tag),
  OnDemandThroughput: attributes,
  WarmThroughput: attributes,
  SSESpecification: attributes,
};

const INVALID = 'One or more parameter values were invalid: ';

export function invalid(detail: string): ValidationException {
  return new ValidationException(INVALID + detail);
}

function refuseSchema(detail: string): ValidationException {
  return new ValidationException(`Invalid KeySchema: ${detail}`);
}

/** Refuses key elements without a definition. A table's own key of two elements has a sentence of its own. */
function checkDefined(
  elements: readonly KeyElement[],
  types: readonly KeyAttribute[],
  isTable: boolean,
): void {
  const names = elements.map(({ AttributeName }) => AttributeName);
  const defined = types.map((type) => type.name);
  const tooFew = isTable && elements.length === 2 && defined.length < 2;
  if (!tooFew && names.every((name) => defined.includes(name))) return;
  if (isTable && elements.length === 2) throw refuseSchema('Some index key attribute have no definition');
  const listed = `Keys: [${names.join(', ')}], AttributeDefinitions: [${defined.join(', ')}]`;
  throw invalid(`Some index key attributes are not defined in AttributeDefinitions. ${listed}`);
}

/** Splits key elements into partition and sort key, with types. The places count: HASH stands before RANGE. */
export function schemaOf(
  elements: readonly KeyElement[],
  types: readonly KeyAttribute[],
  of: 'table' | 'local' | 'global',
): KeySchema {
  checkDefined(elements, types, of === 'table');
  const hash = elements.filter(({ KeyType }) => KeyType === 'HASH');
  const range = elements.filter(({ KeyType }) => KeyType === 'RANGE');
  if (of === 'global') checkWidth(hash.length, range.length);
  const names = elements.map(({ AttributeName }) => AttributeName);
  if (new Set(names).size < names.length) {
    throw new ValidationException(
      'Both the Hash Key and the Range Key element in the KeySchema have the same name',
    );
  }
  if (elements[0]?.KeyType !== 'HASH')
    throw refuseSchema('The first KeySchemaElement is not a HASH key type');
  if (of !== 'global' && (hash.length > 1 || range.length > 1)) {
    throw refuseSchema('The second KeySchemaElement is not a RANGE key type');
  }
  if (elements.slice(hash.length).some(({ KeyType }) => KeyType === 'HASH')) {
    throw refuseSchema('HASH key elements must come before RANGE key elements');
  }
  const typed = ({ AttributeName }: KeyElement) => types.find(({ name }) => name === AttributeName)!;
  return { hash: hash.map(typed), range: range.map(typed) };
}

/** Source: "Multi-attribute keys", global secondary indexes, since November 2025: four and four. */
const KEY_ATTRIBUTES_MAX = 4;

function checkWidth(hashes: number, ranges: number): void {
  const most = KEY_ATTRIBUTES_MAX;
  if (hashes > most) throw invalid('The KeySchema exceeds the maximum allowed number of HASH key attributes');
  if (ranges > most)
    throw invalid('The KeySchema exceeds the maximum allowed number of RANGE key attributes');
}

export function attributeTypes(definitions: readonly AttributeDefinition[]): KeyAttribute[] {
  const types = definitions.map(({ AttributeName, AttributeType }) => ({
    name: AttributeName,
    type: AttributeType,
  }));
  if (new Set(types.map((type) => type.name)).size < types.length) {
    throw invalid('Cannot add a duplicate attribute definition');
  }
  return types;
}

export function indexDefinition(
  input: IndexInput,
  kind: 'global' | 'local',
  table: { schema: KeySchema; types: readonly KeyAttribute[] },
): IndexDefinition {
  if (kind === 'local' && table.schema.range.length === 0)
    throw invalid('Table KeySchema does not have a range key');
  const schema = schemaOf(input.KeySchema, table.types, kind);
  if (kind === 'local') checkLocal(input, schema, table.schema);
  const { ProjectionType, NonKeyAttributes } = input.Projection;
  if (ProjectionType == null) throw invalid('Unknown ProjectionType: null');
  if (ProjectionType === 'INCLUDE' && NonKeyAttributes == null) {
    throw invalid('ProjectionType is INCLUDE, but NonKeyAttributes is not specified');
  }
  if (ProjectionType !== 'INCLUDE' && NonKeyAttributes != null) {
    throw invalid(`ProjectionType is ${ProjectionType}, but NonKeyAttributes is specified`);
  }
  return {
    name: input.IndexName,
    kind,
    schema,
    tableSchema: table.schema,
    projection: ProjectionType,
    nonKeyAttributes: NonKeyAttributes ?? [],
  };
}

function checkLocal(input: IndexInput, schema: KeySchema, tableSchema: KeySchema): void {
  if (schema.range.length === 0) {
    throw invalid(`Index KeySchema does not have a range key for index: ${input.IndexName}`);
  }
  if (schema.hash[0]!.name !== tableSchema.hash[0]!.name) {
    throw invalid(
      `Index KeySchema does not have the same leading hash key as table KeySchema for index: ${input.IndexName}. index hash key: ${schema.hash[0]!.name}, table hash key: ${tableSchema.hash[0]!.name}`,
    );
  }
}

/** Sources: "Quotas": 5 local and 20 global indexes, 100 projected attributes in all INCLUDE projections together. */
const LOCAL_INDEXES_MAX = 5;
const GLOBAL_INDEXES_MAX = 20;
const INCLUDED_MAX = 100;

export function checkIndexSet(definitions: readonly IndexDefinition[]): void {
  const names = definitions.map((definition) => definition.name);
  const duplicate = names.find((one, at) => names.indexOf(one) !== at);
  if (duplicate !== undefined) throw invalid(`Duplicate index name: ${duplicate}`);
  const local = definitions.filter(({ kind }) => kind === 'local').length;
  if (local > LOCAL_INDEXES_MAX) {
    throw invalid(`Number of LocalSecondaryIndexes exceeds per-table limit of ${LOCAL_INDEXES_MAX}`);
  }
  if (definitions.length - local > GLOBAL_INDEXES_MAX) {
    throw new LimitExceededException(
      `${INVALID}Number of GlobalSecondaryIndexes exceeds per-table limit of ${GLOBAL_INDEXES_MAX}`,
    );
  }
  const included = definitions.reduce((sum, { nonKeyAttributes }) => sum + nonKeyAttributes.length, 0);
  if (included > INCLUDED_MAX) {
    throw invalid(`Number of NonKeyAttributes in all projections exceeds the limit of ${INCLUDED_MAX}`);
  }
}

/** Every definition must be used by a key, and every key defined. */
export function checkAllDefined(types: readonly KeyAttribute[], schemas: readonly KeySchema[]): void {
  const used = new Set(
    schemas.flatMap(({ hash, range }) => [...hash, ...range]).map((attribute) => attribute.name),
  );
  if (types.every((type) => used.has(type.name))) return;
  const keys = [...used].join(', ');
  const defined = types.map((type) => type.name).join(', ');
  if (schemas.length > 1) {
    throw invalid(
      `Some AttributeDefinitions are not used. AttributeDefinitions: [${defined}], keys used: [${keys}]`,
    );
  }
  throw invalid(
    'Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions',
  );
}
