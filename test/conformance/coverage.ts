import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What an operation is tested for. A test file is named by one of these, `<aspect>.test.ts` or `<aspect>-….test.ts`. */
export const ASPECTS = [
  'behaviour',
  'validation',
  'expressions',
  'numbers',
  'pages',
  'capacity',
  'indexes',
  'streams',
  'ttl',
  'errors',
] as const;
export type Aspect = (typeof ASPECTS)[number];

/** Every operation, with the aspects that make sense for it. `behaviour` and `validation` always do. */
const OPERATIONS: Readonly<Record<string, readonly Aspect[]>> = {
  CreateTable: ['indexes', 'streams'],
  DescribeTable: ['indexes', 'streams'],
  ListTables: ['pages'],
  UpdateTable: ['indexes', 'streams'],
  DeleteTable: ['streams'],
  UpdateTimeToLive: ['ttl'],
  DescribeTimeToLive: ['ttl'],
  TagResource: [],
  UntagResource: [],
  ListTagsOfResource: ['pages'],
  DescribeLimits: [],
  DescribeEndpoints: [],
  PutItem: ['expressions', 'numbers', 'capacity', 'indexes', 'streams', 'errors'],
  GetItem: ['expressions', 'numbers', 'capacity', 'errors'],
  UpdateItem: ['expressions', 'numbers', 'capacity', 'indexes', 'streams', 'errors'],
  DeleteItem: ['expressions', 'capacity', 'indexes', 'streams', 'errors'],
  Query: ['expressions', 'numbers', 'pages', 'capacity', 'indexes', 'errors'],
  Scan: ['expressions', 'pages', 'capacity', 'indexes', 'errors'],
  BatchGetItem: ['expressions', 'pages', 'capacity', 'errors'],
  BatchWriteItem: ['capacity', 'indexes', 'streams', 'errors'],
  TransactGetItems: ['expressions', 'capacity', 'errors'],
  TransactWriteItems: ['expressions', 'capacity', 'indexes', 'streams', 'errors'],
  ListStreams: ['pages'],
  DescribeStream: ['pages'],
  GetShardIterator: [],
  GetRecords: ['pages', 'ttl'],
  ExecuteStatement: ['expressions', 'numbers', 'pages', 'capacity', 'indexes', 'streams', 'errors'],
  BatchExecuteStatement: ['capacity', 'errors'],
  ExecuteTransaction: ['capacity', 'errors'],
};

/** Cells whose tests stand in a file of another name: the operation and aspect, and the file without its ending. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'CreateTable indexes': 'createTable/behaviour',
  'CreateTable streams': 'describeTable/behaviour',
  'DescribeTable validation': 'describeTable/behaviour',
  'DescribeTable indexes': 'describeTable/behaviour',
  'DescribeTable streams': 'describeTable/behaviour',
  'ListTables validation': 'listTables/behaviour',
  'ListTables pages': 'listTables/behaviour',
  'UpdateTable validation': 'updateTable/behaviour',
  'DeleteTable validation': 'deleteTable/behaviour',
  'DeleteTable streams': 'deleteTable/behaviour',
  'UpdateTimeToLive validation': 'updateTimeToLive/behaviour',
  'UpdateTimeToLive ttl': 'updateTimeToLive/behaviour',
  'DescribeTimeToLive validation': 'describeTimeToLive/behaviour',
  'DescribeTimeToLive ttl': 'describeTimeToLive/behaviour',
  'TagResource validation': 'tagResource/behaviour',
  'UntagResource validation': 'untagResource/behaviour',
  'ListTagsOfResource validation': 'listTagsOfResource/behaviour',
  'PutItem indexes': 'query/indexes',
  'PutItem streams': 'getRecords/behaviour',
  'PutItem errors': 'putItem/expressions',
  'GetItem numbers': 'getItem/behaviour',
  'GetItem errors': 'getItem/validation',
  'UpdateItem expressions': 'updateItem/behaviour',
  'UpdateItem indexes': 'query/indexes',
  'UpdateItem streams': 'getRecords/behaviour',
  'UpdateItem errors': 'updateItem/validation',
  'DeleteItem indexes': 'query/indexes',
  'DeleteItem streams': 'getRecords/behaviour',
  'DeleteItem errors': 'deleteItem/behaviour',
  'Query numbers': 'query/expressions',
  'Query errors': 'query/validation',
  'Scan expressions': 'scan/behaviour',
  'Scan indexes': 'scan/pages',
  'Scan errors': 'scan/validation',
  'BatchGetItem expressions': 'batchGetItem/validation',
  'BatchGetItem errors': 'batchGetItem/validation',
  'BatchWriteItem indexes': 'batchWriteItem/validation',
  'BatchWriteItem streams': 'getRecords/behaviour',
  'BatchWriteItem errors': 'batchWriteItem/validation',
  'TransactGetItems expressions': 'transactGetItems/validation',
  'TransactGetItems errors': 'transactGetItems/validation',
  'TransactWriteItems expressions': 'transactWriteItems/validation',
  'TransactWriteItems indexes': 'transactWriteItems/validation',
  'TransactWriteItems streams': 'getRecords/behaviour',
  'ListStreams validation': 'listStreams/behaviour',
  'ListStreams pages': 'listStreams/behaviour',
  'DescribeStream validation': 'describeStream/behaviour',
  'GetShardIterator validation': 'getShardIterator/behaviour',
  'GetRecords pages': 'getRecords/behaviour',
  'ExecuteStatement pages': 'executeStatement/expressions',
  'ExecuteStatement indexes': 'executeStatement/expressions',
  'ExecuteStatement errors': 'executeStatement/behaviour',
  'BatchExecuteStatement validation': 'batchExecuteStatement/behaviour',
  'BatchExecuteStatement capacity': 'batchExecuteStatement/behaviour',
  'BatchExecuteStatement errors': 'batchExecuteStatement/behaviour',
  'ExecuteTransaction validation': 'executeTransaction/behaviour',
  'ExecuteTransaction capacity': 'executeTransaction/behaviour',
  'ExecuteTransaction errors': 'executeTransaction/behaviour',
};

/** Folders that belong to no operation. */
const BESIDE = ['unsupported'];

/** Operations without a request of their own that could be refused. */
const NOTHING_TO_REFUSE = ['DescribeLimits', 'DescribeEndpoints'];

const folderOf = (operation: string): string => operation.charAt(0).toLowerCase() + operation.slice(1);

/** The test files of the suite, as `folder/name` without their ending. */
export function testFiles(root: string): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(join(root, name))
        .filter((file) => file.endsWith('.test.ts'))
        .map((file) => `${name}/${file.slice(0, -'.test.ts'.length)}`),
    )
    .sort();
}

function cell(operation: string, aspect: Aspect, files: readonly string[]): string {
  const own = files.filter(
    (file) => file.split(/[/-]/).slice(0, 2).join('/') === `${folderOf(operation)}/${aspect}`,
  );
  const elsewhere = ELSEWHERE[`${operation} ${aspect}`];
  const found = elsewhere === undefined ? own : [...own, elsewhere];
  if (found.length > 0) return found.map((file, i) => `[${i + 1}](${file}.test.ts)`).join(' ');
  const always: readonly Aspect[] = ['behaviour', 'validation'];
  const applies = [...always, ...(OPERATIONS[operation] ?? [])].includes(aspect);
  const excused = aspect === 'validation' && NOTHING_TO_REFUSE.includes(operation);
  return applies && !excused ? '**not yet**' : '–';
}

/** The table of operations by aspects, in Markdown. */
export function coverageTable(files: readonly string[]): string {
  const rows = Object.keys(OPERATIONS).map((operation) => [
    operation,
    ...ASPECTS.map((aspect) => cell(operation, aspect, files)),
  ]);
  const lines = [['operation', ...ASPECTS], ['', ...ASPECTS].map(() => '---'), ...rows];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

/** What is wrong with the names of files, and with what this module says about them. */
export function misplaced(files: readonly string[]): string[] {
  const folders = [...Object.keys(OPERATIONS).map(folderOf), ...BESIDE];
  const aspects: readonly string[] = ASPECTS;
  const strays = files.filter((file) => {
    const [folder = '', name = ''] = file.split('/');
    return !folders.includes(folder) || !aspects.includes(name.split('-')[0] ?? '');
  });
  const dangling = Object.entries(ELSEWHERE)
    .filter(([, file]) => !files.includes(file))
    .map(([key, file]) => `${key}: ${file} is not there`);
  return [...strays, ...dangling];
}
