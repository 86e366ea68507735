import { beginsWith, compareKeyValues, isKeyValue, quoteKeyValue, type KeyValue } from './key-value.ts';
import { TablePictureError } from './picture-error.ts';
import type { TableView, ViewRow } from './table-view.ts';

/** A condition on the last sort key attribute that a query names; exactly one of the fields. */
export interface SortCondition {
  readonly beginsWith?: KeyValue;
  readonly between?: readonly [KeyValue, KeyValue];
  readonly lt?: KeyValue;
  readonly le?: KeyValue;
  readonly gt?: KeyValue;
  readonly ge?: KeyValue;
}

type SortPart = KeyValue | SortCondition;

/** A query as an author writes it; lists where the key has several attributes. */
export interface KeyQuery {
  readonly pk: KeyValue | readonly KeyValue[];
  readonly sk?: SortPart | readonly SortPart[];
  readonly limit?: number;
  /** False reads from the end of the item collection. */
  readonly forward?: boolean;
}

export interface QueryResult {
  /** The rows that the query reads, in the order in which it returns them. */
  readonly rows: readonly ViewRow[];
  /** The query in DynamoDB's terms: `pk = "W#7" AND begins_with(sk, "M#"), Limit 10`. */
  readonly text: string;
}

/** Each operator: how many values it takes, whether a value fits, and how DynamoDB writes it. */
const OPERATORS = {
  beginsWith: {
    fits: (value: KeyValue, [prefix]: readonly KeyValue[]) =>
      prefix !== undefined && beginsWith(value, prefix),
    print: (name: string, [prefix]: readonly string[]) => `begins_with(${name}, ${prefix})`,
  },
  between: {
    fits: (value: KeyValue, [from, to]: readonly KeyValue[]) =>
      from !== undefined &&
      to !== undefined &&
      compareKeyValues(value, from) >= 0 &&
      compareKeyValues(value, to) <= 0,
    print: (name: string, [from, to]: readonly string[]) => `${name} BETWEEN ${from} AND ${to}`,
  },
  lt: comparison('<', (order) => order < 0),
  le: comparison('<=', (order) => order <= 0),
  gt: comparison('>', (order) => order > 0),
  ge: comparison('>=', (order) => order >= 0),
  equals: comparison('=', (order) => order === 0),
} as const;

type Operator = keyof typeof OPERATORS;

interface Condition {
  readonly operator: Operator;
  readonly values: readonly KeyValue[];
}

/**
 * Evaluates a query on a view, as DynamoDB would: all partition key attributes by equality, sort key attributes from
 * left to right by equality, the last one named by any operator.
 *
 * @throws {TablePictureError} if DynamoDB would refuse the query.
 */
export function runQuery(picture: string, view: TableView, query: KeyQuery): QueryResult {
  const refuse = (rule: string): never => {
    throw new TablePictureError(picture, rule, 'Correct `query`.');
  };
  const pk = (isList(query.pk) ? query.pk : [query.pk]) as readonly KeyValue[];
  const parts =
    query.sk === undefined ? [] : ((isList(query.sk) ? query.sk : [query.sk]) as readonly SortPart[]);
  if (pk.length !== view.pk.length)
    refuse(`A query gives a value to each partition key attribute (${view.pk.join(', ')}).`);
  if (parts.length > view.sk.length) {
    refuse(
      `The query has ${parts.length} condition(s) on the sort key, which has ${view.sk.length} attribute(s).`,
    );
  }
  const conditions = parts.map(
    (part) => conditionOf(part) ?? refuse(`${JSON.stringify(part)} is no sort key condition.`),
  );
  if (conditions.slice(0, -1).some(({ operator }) => operator !== 'equals')) {
    refuse('Only the last sort key attribute that a query names may have another condition than equality.');
  }
  if (query.limit !== undefined && !(Number.isInteger(query.limit) && query.limit > 0))
    refuse('A limit is 1 or more.');

  const collection = view.collections.find((one) => one.pk.every((value, at) => isEqual(value, pk[at])));
  const matches = (collection?.rows ?? []).filter((row) =>
    conditions.every(({ operator, values }, at) => {
      const value = row.sk[at];
      return value !== undefined && OPERATORS[operator].fits(value, values);
    }),
  );
  const ordered = query.forward === false ? matches.toReversed() : matches;
  return { rows: ordered.slice(0, query.limit), text: queryText(view, { pk, conditions, query }) };
}

function conditionOf(part: SortPart): Condition | undefined {
  if (isKeyValue(part)) return { operator: 'equals', values: [part] };
  if (typeof part !== 'object' || part === null) return undefined;
  const [entry, ...more] = Object.entries(part);
  if (!entry || more.length > 0) return undefined;
  const [operator, operand] = entry as [string, unknown];
  if (!(operator in OPERATORS) || operator === 'equals') return undefined;
  const values = Array.isArray(operand) ? operand : [operand];
  const fits = values.length === (operator === 'between' ? 2 : 1) && values.every(isKeyValue);
  return fits ? { operator: operator as Operator, values } : undefined;
}

function queryText(
  view: TableView,
  parsed: { pk: readonly KeyValue[]; conditions: readonly Condition[]; query: KeyQuery },
): string {
  const onPartition = view.pk.map((name, at) =>
    OPERATORS.equals.print(name, parsed.pk.slice(at, at + 1).map(quoteKeyValue)),
  );
  const onSort = parsed.conditions.map(({ operator, values }, at) =>
    OPERATORS[operator].print(view.sk[at] ?? '', values.map(quoteKeyValue)),
  );
  const clauses = [[...onPartition, ...onSort].join(' AND ')];
  if (parsed.query.forward === false) clauses.push('ScanIndexForward false');
  if (parsed.query.limit !== undefined) clauses.push(`Limit ${parsed.query.limit}`);
  return clauses.join(', ');
}

function comparison(sign: string, accepts: (order: number) => boolean) {
  return {
    fits: (value: KeyValue, [other]: readonly KeyValue[]) =>
      other !== undefined && accepts(compareKeyValues(value, other)),
    print: (name: string, [other]: readonly string[]) => `${name} ${sign} ${other}`,
  };
}

function isEqual(left: KeyValue, right: KeyValue | undefined): boolean {
  return right !== undefined && compareKeyValues(left, right) === 0;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
