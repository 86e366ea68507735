import { type Database, settled } from '../database.ts';
import { ResourceNotFoundException, ValidationException } from '../errors.ts';
import type { TableState } from '../storage/table-state.ts';
import { tag } from '../tables/definition.ts';
import { listOf, required, type Shape, text } from '../validation/shape.ts';
import { operation } from './operation.ts';

interface Input {
  readonly ResourceArn: string;
  readonly Tags: readonly { readonly Key: string; readonly Value: string }[];
  readonly TagKeys: readonly string[];
}

const TAGS_MAX = 50;
const arn: Shape = { ResourceArn: required({ ...text, min: 1, max: 1283 }) };

function taggedTable(database: Database, resource: string): TableState {
  if (!resource.startsWith('arn:'))
    throw new ValidationException(`Invalid TableArn: ARNs must start with 'arn:': ${resource}`);
  const name = /^arn:aws[a-z-]*:dynamodb:[^:]*:[^:]*:table\/([^/]+)$/.exec(resource)?.[1];
  if (name === undefined)
    throw new ValidationException(`Invalid TableArn: Invalid ResourceArn provided as input ${resource}`);
  const table = settled(database, name);
  if (table === undefined || table.arn !== resource) {
    throw new ResourceNotFoundException(`Requested resource not found: ResourcArn: ${resource} not found`);
  }
  return table;
}

function checkTags(keys: readonly string[]): void {
  if (keys.length === 0) throw new ValidationException('Atleast one Tag needs to be provided as Input.');
  const twice = keys.find((key, at) => keys.indexOf(key) !== at);
  if (twice !== undefined) {
    throw new ValidationException(`Duplicate Tag Keys provided as input: Duplicate Tag Key found ${twice}`);
  }
  const reserved = keys.find((key) => key.startsWith('aws:'));
  if (reserved !== undefined) {
    throw new ValidationException(`Tag Key cannot be prefixed with aws:, Key: ${reserved}`);
  }
}

export const tagResource = operation<Input>({ ...arn, Tags: required(listOf(tag)) }, (database, input) => {
  const table = taggedTable(database, input.ResourceArn);
  checkTags(input.Tags.map(({ Key }) => Key));
  const keys = new Set([...table.tags.keys(), ...input.Tags.map(({ Key }) => Key)]);
  if (keys.size > TAGS_MAX) {
    throw new ValidationException('Number of Tags exceed the current limit for the provided ResourceArn');
  }
  for (const { Key, Value } of input.Tags) table.tags.set(Key, Value);
  return {};
});

export const untagResource = operation<Input>(
  { ...arn, TagKeys: required(listOf(text)) },
  (database, input) => {
    const table = taggedTable(database, input.ResourceArn);
    if (input.TagKeys.length === 0) {
      throw new ValidationException('Atleast one Tag Key needs to be provided as Input.');
    }
    for (const key of input.TagKeys) table.tags.delete(key);
    return {};
  },
);

export const listTagsOfResource = operation<Input>({ ...arn, NextToken: text }, (database, input) => {
  const table = taggedTable(database, input.ResourceArn);
  return { Tags: [...table.tags].map(([Key, Value]) => ({ Key, Value })) };
});
