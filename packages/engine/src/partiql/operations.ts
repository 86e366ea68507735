import { Consumption } from '../capacity/consumption.ts';
import { readUnits } from '../capacity/units.ts';
import { activeTable, type Database } from '../database.ts';
import {
  ConditionalCheckFailedException,
  DuplicateItemException,
  DynamoError,
  TransactionCanceledException,
  ValidationException,
} from '../errors.ts';
import { meets } from '../expressions/evaluate.ts';
import { operation, type Operation } from '../operations/operation.ts';
import { getOne } from '../reads/get-one.ts';
import { commitTransaction, refuseSameItem, TRANSACTION_FACTOR } from '../transactions/commit.ts';
import {
  consumedCapacity,
  type Field,
  flag,
  integer,
  listOf,
  onConditionFailure,
  required,
  type Shape,
  struct,
  text,
} from '../validation/shape.ts';
import { readValue } from '../values/codec.ts';
import type { Item, JsonObject } from '../values/types.ts';
import { commitWrite } from '../writes/prepared.ts';
import { parseStatement } from './parse.ts';
import { runSelect, selectedPaths } from './select.ts';
import type { Select, Statement } from './statement.ts';
import { keyedWhere } from './where.ts';
import { prepareStatement, returnedItems, type WriteStatement } from './write.ts';

interface StatementInput {
  readonly Statement: string;
  readonly Parameters?: readonly unknown[];
  readonly ConsistentRead?: boolean;
  readonly ReturnValuesOnConditionCheckFailure?: string;
}

const BATCH_MAX = 25;
const TRANSACTION_MAX = 100;
const any: Field = { type: 'attributes' };
const statementShape: Shape = {
  Statement: required({ ...text, min: 1, max: 8192 }),
  Parameters: listOf(any, { min: 1 }),
  ConsistentRead: flag,
  ReturnValuesOnConditionCheckFailure: onConditionFailure,
};

function parse({ Statement, Parameters }: StatementInput): Statement {
  return parseStatement(
    Statement,
    (Parameters ?? []).map((parameter) => readValue(parameter)),
  );
}

function tableOf(statement: Statement): string {
  return statement.kind === 'exists' ? statement.select.target.table : statement.target.table;
}

/** An INSERT onto an item that is there has an exception of its own. */
function translated(statement: Statement, error: unknown): unknown {
  if (statement.kind !== 'insert' || !(error instanceof ConditionalCheckFailedException)) return error;
  return new DuplicateItemException('Duplicate primary key exists in table');
}

function runWrite(
  database: Database,
  { statement, input }: { statement: WriteStatement; input: StatementInput },
  consumption: Consumption,
): Item[] | undefined {
  const prepared = prepareStatement(database, statement);
  const write = { ...prepared, returnsOnFailure: input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' };
  try {
    return returnedItems(statement, commitWrite(database, write, consumption));
  } catch (error) {
    throw translated(statement, error);
  }
}

interface ExecuteInput extends StatementInput {
  readonly NextToken?: string;
  readonly Limit?: number;
  readonly ReturnConsumedCapacity?: string;
}

const executeStatement = operation<ExecuteInput>(
  {
    ...statementShape,
    NextToken: { ...text, min: 1 },
    Limit: { ...integer, min: 1 },
    ReturnConsumedCapacity: consumedCapacity,
  },
  (database, input) => {
    const statement = parse(input);
    if (statement.kind === 'exists')
      throw new ValidationException('EXISTS is allowed in ExecuteTransaction only');
    if (statement.kind === 'select') {
      return runSelect(database, statement, {
        consistent: input.ConsistentRead === true,
        limit: input.Limit ?? undefined,
        nextToken: input.NextToken ?? undefined,
        returnConsumedCapacity: input.ReturnConsumedCapacity ?? undefined,
      });
    }
    const consumption = new Consumption();
    const reply: JsonObject = { Items: runWrite(database, { statement, input }, consumption) ?? [] };
    const consumed = consumption.reportOne(input.ReturnConsumedCapacity);
    if (consumed !== undefined) reply['ConsumedCapacity'] = consumed;
    return reply;
  },
);

const WITHOUT_KEY = 'Select statements within this request must specify the primary key in the where clause';

/** A SELECT in a batch or a transaction reads one item, by its whole key. */
function selectOne(
  database: Database,
  select: Select,
  read: { consumption: Consumption; factor: number; consistent: boolean },
): Item | undefined {
  const table = activeTable(database, select.target.table);
  if (select.target.index !== undefined)
    throw new ValidationException('Reads on indices are not supported within transactions and batches');
  const { key, rest } = keyedWhere(table.schema, select.where, WITHOUT_KEY);
  const { found } = getOne(
    database,
    { table, key, consistent: read.consistent, projection: undefined },
    read.consumption,
  );
  if (read.factor > 1)
    read.consumption.read(table, readUnits(found?.size ?? 0, read.consistent) * (read.factor - 1));
  if (found === undefined || (rest !== undefined && !meets(rest, found.item))) return undefined;
  return select.paths === undefined ? found.item : selectedPaths(found.item, select.paths);
}

interface BatchInput {
  readonly Statements: readonly StatementInput[];
  readonly ReturnConsumedCapacity?: string;
}

function runBatchStatement(database: Database, input: StatementInput, consumption: Consumption): JsonObject {
  let TableName: string | undefined;
  try {
    const statement = parse(input);
    TableName = tableOf(statement);
    if (statement.kind === 'exists')
      throw new ValidationException('EXISTS is allowed in ExecuteTransaction only');
    if (statement.kind === 'select') {
      const item = selectOne(database, statement, {
        consumption,
        factor: 1,
        consistent: input.ConsistentRead === true,
      });
      return item === undefined ? { TableName } : { TableName, Item: item };
    }
    const items = runWrite(database, { statement, input }, consumption);
    return items?.[0] === undefined ? { TableName } : { TableName, Item: items[0] };
  } catch (error) {
    if (!(error instanceof DynamoError)) throw error;
    const Code =
      error.name === 'ValidationException' ? 'ValidationError' : error.name.replace(/Exception$/, '');
    return {
      ...(TableName === undefined ? {} : { TableName }),
      Error: { Code, Message: error.message, ...error.details },
    };
  }
}

function refuseMixture(statements: readonly StatementInput[]): void {
  const reads = statements.some(({ Statement }) => /^\s*select\b/i.test(Statement));
  const writes = statements.some(({ Statement }) => /^\s*(?:insert|update|delete|exists)\b/i.test(Statement));
  if (!reads || !writes) return;
  throw new ValidationException('Statements in one request must be either all reads or all writes');
}

const batchExecuteStatement = operation<BatchInput>(
  {
    Statements: required(listOf(struct(statementShape), { min: 1, max: BATCH_MAX })),
    ReturnConsumedCapacity: consumedCapacity,
  },
  (database, input) => {
    refuseMixture(input.Statements);
    const consumption = new Consumption();
    const reply: JsonObject = {
      Responses: input.Statements.map((statement) => runBatchStatement(database, statement, consumption)),
    };
    const consumed = consumption.report(input.ReturnConsumedCapacity);
    if (consumed !== undefined) reply['ConsumedCapacity'] = consumed;
    return reply;
  },
);

interface TransactionInput {
  readonly TransactStatements: readonly StatementInput[];
  readonly ClientRequestToken?: string;
  readonly ReturnConsumedCapacity?: string;
}

const transactionShape: Shape = {
  TransactStatements: required(listOf(struct(statementShape), { min: 1, max: TRANSACTION_MAX })),
  ClientRequestToken: { ...text, min: 1, max: 36 },
  ReturnConsumedCapacity: consumedCapacity,
};

/** Failed INSERTs of a transaction are duplicates there too. */
function withDuplicates(
  statements: readonly Statement[],
  error: TransactionCanceledException,
): TransactionCanceledException {
  const reasons = error.details['CancellationReasons'] as { Code: string }[];
  const CancellationReasons = reasons.map((reason, at) =>
    reason.Code === 'ConditionalCheckFailed' && statements[at]!.kind === 'insert'
      ? { ...reason, Code: 'DuplicateItem', Message: 'Duplicate primary key exists in table' }
      : reason,
  );
  const codes = CancellationReasons.map(({ Code }) => Code).join(', ');
  return new TransactionCanceledException(
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons },
  );
}

function runReads(database: Database, statements: readonly Select[], consumption: Consumption): JsonObject[] {
  refuseSameItem(
    statements.map(({ target, where }) => {
      if (target.index !== undefined) {
        throw new ValidationException('Reads on indices are not supported within transactions');
      }
      const table = activeTable(database, target.table);
      return { table, key: keyedWhere(table.schema, where).key };
    }),
  );
  return statements.map((select) => {
    const item = selectOne(database, select, { consumption, factor: TRANSACTION_FACTOR, consistent: true });
    return item === undefined ? {} : { Item: item };
  });
}

function runWrites(
  database: Database,
  statements: readonly WriteStatement[],
  consumption: Consumption,
): void {
  if (statements.some((statement) => 'returning' in statement && statement.returning !== undefined)) {
    throw new ValidationException('RETURNING clause is not supported in ExecuteTransaction');
  }
  const actions = statements.map((statement) => prepareStatement(database, statement));
  try {
    commitTransaction(
      database,
      { actions, isCheck: statements.map(({ kind }) => kind === 'exists') },
      consumption,
    );
  } catch (error) {
    throw error instanceof TransactionCanceledException ? withDuplicates(statements, error) : error;
  }
}

const executeTransaction = operation<TransactionInput>(transactionShape, (database, input) => {
  refuseMixture(input.TransactStatements);
  const token = input.ClientRequestToken ?? undefined;
  const request = `PartiQL ${JSON.stringify(input.TransactStatements)}`;
  if (token !== undefined && database.tokens.find(token, request) !== undefined) return {};
  const statements = input.TransactStatements.map(parse);
  const consumption = new Consumption(true);
  const reply: JsonObject = {};
  if (statements.every((statement) => statement.kind === 'select')) {
    reply['Responses'] = runReads(database, statements, consumption);
  } else {
    runWrites(database, statements as WriteStatement[], consumption);
    if (token !== undefined) database.tokens.remember(token, request, true);
  }
  const consumed = consumption.report(input.ReturnConsumedCapacity);
  if (consumed !== undefined) reply['ConsumedCapacity'] = consumed;
  return reply;
});

/** PartiQL's operations, for `createEngine({ operations: partiql })`. They load separately. */
export const partiql: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['BatchExecuteStatement', batchExecuteStatement],
  ['ExecuteStatement', executeStatement],
  ['ExecuteTransaction', executeTransaction],
]);
