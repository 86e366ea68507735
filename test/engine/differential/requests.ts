import fc from 'fast-check';
import { items, keys, numbers, partitionKeys, sortKeys, TABLE_NAME, type Value, values } from './things.ts';

/**
 * Seeded random requests on one table: few keys and few attribute names, so that requests meet each other, and
 * values of every type, so that types clash.
 */
export interface Request {
  readonly operation: string;
  readonly input: Record<string, unknown>;
}
/** Paths as they stand in an expression. */
const paths = fc.constantFrom(
  'a',
  'n',
  'b',
  'm',
  'l',
  'c',
  'big',
  'm.x',
  'm.y.z',
  'l[0]',
  'l[1]',
  'l[9]',
  'm.x[0]',
  'l[0].x',
  'c.x',
  'c[0]',
);
const placeholders = fc.constantFrom(':v0', ':v1', ':v2');
const comparators = fc.constantFrom('=', '<>', '<', '<=', '>', '>=');
const typeNames = fc.constantFrom('S', 'N', 'B', 'SS', 'NS', 'BS', 'L', 'M', 'BOOL', 'NULL');

const operands = fc.oneof(
  { weight: 4, arbitrary: paths },
  { weight: 4, arbitrary: placeholders },
  paths.map((path) => `size(${path})`),
);

const conditions: fc.Arbitrary<string> = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 3, arbitrary: fc.tuple(operands, comparators, operands).map((parts) => parts.join(' ')) },
    paths.map((path) => `attribute_exists(${path})`),
    paths.map((path) => `attribute_not_exists(${path})`),
    fc.tuple(paths, placeholders).map(([path, value]) => `begins_with(${path}, ${value})`),
    fc.tuple(paths, operands).map(([path, value]) => `contains(${path}, ${value})`),
    paths.map((path) => `attribute_type(${path}, :type)`),
    fc.tuple(operands, operands, operands).map(([one, low, high]) => `${one} BETWEEN ${low} AND ${high}`),
    fc
      .tuple(operands, fc.array(operands, { minLength: 1, maxLength: 3 }))
      .map(([one, list]) => `${one} IN (${list.join(', ')})`),
    fc
      .tuple(tie('condition'), fc.constantFrom('AND', 'OR', 'and'), tie('condition'))
      .map((parts) => parts.join(' ')),
    tie('condition').map((inner) => `NOT ${inner}`),
    tie('condition').map((inner) => `(${inner})`),
  ),
})).condition;

const setOperands = fc.oneof(
  { weight: 4, arbitrary: placeholders },
  { weight: 2, arbitrary: paths },
  fc
    .tuple(fc.oneof(paths, placeholders), fc.constantFrom('+', '-'), fc.oneof(paths, placeholders))
    .map((parts) => parts.join(' ')),
  fc.tuple(paths, placeholders).map(([path, value]) => `if_not_exists(${path}, ${value})`),
  fc
    .tuple(fc.oneof(paths, placeholders), fc.oneof(paths, placeholders))
    .map(([one, two]) => `list_append(${one}, ${two})`),
);

const sections = {
  SET: fc.tuple(paths, setOperands).map(([path, operand]) => `${path} = ${operand}`),
  REMOVE: paths,
  ADD: fc.tuple(paths, placeholders).map((parts) => parts.join(' ')),
  DELETE: fc.tuple(paths, placeholders).map((parts) => parts.join(' ')),
};
const updates = fc
  .subarray(['SET', 'REMOVE', 'ADD', 'DELETE'] as const, { minLength: 1, maxLength: 3 })
  .chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc
          .array(sections[name], { minLength: 1, maxLength: 2 })
          .map((actions) => `${name} ${actions.join(', ')}`),
      ),
    ),
  )
  .map((parts) => parts.join(' '));

const placeholderValues = fc.record({
  ':v0': values,
  ':v1': values,
  ':v2': values,
  ':type': typeNames.map((S) => ({ S })),
});

/** Only the placeholders that the expressions use, so that most requests are not refused for the rest. */
function withValues(input: Record<string, unknown>, given: Record<string, Value>): Record<string, unknown> {
  const text = Object.entries(input)
    .filter(([name]) => name.endsWith('Expression'))
    .map(([, expression]) => String(expression))
    .join(' ');
  const used = Object.entries(given).filter(([name]) => new RegExp(`${name}\\b`).test(text));
  return used.length === 0 ? input : { ...input, ExpressionAttributeValues: Object.fromEntries(used) };
}

const common = { TableName: TABLE_NAME, ReturnConsumedCapacity: 'INDEXES' };
const optionally = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const compact = (input: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));

const puts = fc
  .tuple(items, optionally(conditions), placeholderValues, fc.constantFrom('NONE', 'ALL_OLD'))
  .map(([Item, ConditionExpression, given, ReturnValues]) => ({
    operation: 'PutItem',
    input: withValues(compact({ ...common, Item, ConditionExpression, ReturnValues }), given),
  }));
const gets = fc
  .tuple(keys, optionally(fc.uniqueArray(paths, { minLength: 1, maxLength: 3 })), fc.boolean())
  .map(([Key, projection, ConsistentRead]) => ({
    operation: 'GetItem',
    input: compact({ ...common, Key, ProjectionExpression: projection?.join(', '), ConsistentRead }),
  }));
const deletes = fc
  .tuple(keys, optionally(conditions), placeholderValues)
  .map(([Key, ConditionExpression, given]) => ({
    operation: 'DeleteItem',
    input: withValues(compact({ ...common, Key, ConditionExpression, ReturnValues: 'ALL_OLD' }), given),
  }));
const updateItems = fc
  .tuple(
    keys,
    updates,
    optionally(conditions),
    placeholderValues,
    fc.constantFrom('NONE', 'ALL_OLD', 'ALL_NEW'),
  )
  .map(([Key, UpdateExpression, ConditionExpression, given, ReturnValues]) => ({
    operation: 'UpdateItem',
    input: withValues(
      compact({ ...common, Key, UpdateExpression, ConditionExpression, ReturnValues }),
      given,
    ),
  }));

const sortConditions = fc.oneof(
  fc.constant(''),
  fc.tuple(comparators, sortKeys).map(([comparator]) => ` AND sk ${comparator} :s0`),
  fc.constant(' AND sk BETWEEN :s0 AND :s1'),
);
const queryKeys = fc.record({ ':p': partitionKeys, ':s0': sortKeys, ':s1': sortKeys });
const queries = fc
  .tuple(
    queryKeys,
    sortConditions,
    optionally(conditions),
    placeholderValues,
    fc.record({
      ScanIndexForward: fc.boolean(),
      Limit: optionally(fc.integer({ min: 1, max: 4 })),
      ConsistentRead: fc.boolean(),
    }),
  )
  .map(([given, sort, FilterExpression, more, flags]) => ({
    operation: 'Query',
    input: withValues(
      compact({ ...common, KeyConditionExpression: `pk = :p${sort}`, FilterExpression, ...flags }),
      { ...given, ...more },
    ),
  }));
const indexQueries = fc
  .tuple(
    fc.constantFrom(
      ['global-a', 'a = :a'],
      ['global-a', 'a = :a AND sk > :s0'],
      ['global-multi', 'a = :a AND pk = :p'],
      ['global-multi', 'pk = :p AND n = :n AND a = :a'],
      ['global-multi', 'a = :a AND pk = :p AND n = :n AND b >= :b'],
      ['global-multi', 'a = :a AND pk = :p AND n BETWEEN :s0 AND :n'],
      ['global-multi', 'a = :a AND pk = :p AND b = :b'],
      ['global-multi', 'a = :a'],
      ['local-n', 'pk = :p'],
      ['local-n', 'pk = :p AND n >= :n'],
    ),
    fc.record({
      ':a': fc.constantFrom('u', 'v').map((S) => ({ S })),
      ':p': partitionKeys,
      ':n': numbers.map((N) => ({ N })),
      ':b': fc.constant({ B: 'YQ==' }),
      ':s0': sortKeys,
    }),
    fc.record({
      ScanIndexForward: fc.boolean(),
      Select: fc.constantFrom(undefined, 'COUNT', 'ALL_ATTRIBUTES'),
    }),
  )
  .map(([[IndexName, KeyConditionExpression], given, flags]) => ({
    operation: 'Query',
    input: withValues(compact({ ...common, IndexName, KeyConditionExpression, ...flags }), given),
  }));

const scans = fc
  .tuple(fc.constantFrom(undefined, 'global-a', 'local-n'), optionally(conditions), placeholderValues)
  .map(([IndexName, FilterExpression, given]) => ({
    operation: 'Scan',
    input: withValues(compact({ ...common, IndexName, FilterExpression }), given),
  }));

const actions = fc.oneof(
  puts.map(({ input: { ReturnConsumedCapacity: _c, ReturnValues: _r, ...Put } }) => ({ Put })),
  deletes.map(({ input: { ReturnConsumedCapacity: _c, ReturnValues: _r, ...Delete } }) => ({ Delete })),
  updateItems.map(({ input: { ReturnConsumedCapacity: _c, ReturnValues: _r, ...Update } }) => ({ Update })),
);
const transactions = fc.array(actions, { minLength: 1, maxLength: 3 }).map((TransactItems) => ({
  operation: 'TransactWriteItems',
  input: { TransactItems, ReturnConsumedCapacity: 'INDEXES' },
}));
const batchGets = fc
  .uniqueArray(keys, { minLength: 1, maxLength: 4, selector: (key) => JSON.stringify(key) })
  .map((Keys) => ({
    operation: 'BatchGetItem',
    input: { RequestItems: { [TABLE_NAME]: { Keys } }, ReturnConsumedCapacity: 'INDEXES' },
  }));
const batchWrites = fc
  .uniqueArray(
    fc.oneof(
      items.map((Item) => ({ PutRequest: { Item } })),
      keys.map((Key) => ({ DeleteRequest: { Key } })),
    ),
    {
      minLength: 1,
      maxLength: 4,
      selector: (request) => {
        const { pk, sk } = 'PutRequest' in request ? request.PutRequest.Item : request.DeleteRequest.Key;
        return JSON.stringify([pk, sk]);
      },
    },
  )
  .map((requests) => ({
    operation: 'BatchWriteItem',
    input: { RequestItems: { [TABLE_NAME]: requests }, ReturnConsumedCapacity: 'INDEXES' },
  }));

export const requests: fc.Arbitrary<Request> = fc.oneof(
  { weight: 5, arbitrary: puts },
  { weight: 7, arbitrary: updateItems },
  { weight: 2, arbitrary: deletes },
  { weight: 2, arbitrary: gets },
  { weight: 3, arbitrary: queries },
  { weight: 3, arbitrary: indexQueries },
  { weight: 2, arbitrary: scans },
  { weight: 2, arbitrary: transactions },
  { weight: 1, arbitrary: batchGets },
  { weight: 1, arbitrary: batchWrites },
);
