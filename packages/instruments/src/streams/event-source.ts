import { isObject } from '../recorder/tables.ts';
import type { Consumer } from './consumer.ts';
import { sequenceOf, type StreamRecord } from './records.ts';

/** So often a batch comes again without getting any shorter; Lambda goes on until its records are a day old. */
const ATTEMPTS_MAX = 5;

/**
 * Hands a batch to a consumer as Lambda's event source mapping does: again after an error, again from the first failed
 * record on after a partial failure, again from the beginning after a crash. Gives what blocks the shard, or undefined
 * when everything is done. Source: Lambda Developer Guide, "Configuring partial batch response with DynamoDB and Lambda".
 */
export async function handOver(
  consumer: Consumer,
  batch: readonly StreamRecord[],
): Promise<string | undefined> {
  let left = batch;
  let attempts = 0;
  let problem = '';
  while (left.length > 0 && attempts < ATTEMPTS_MAX) {
    const run = await consumer.process(left);
    if (run === 'stopped') continue;
    const failed = run.error === undefined ? fromFirstFailed(left, run.result) : left;
    // A batch that gets shorter is not stuck, however often something in it fails.
    attempts = failed.length < left.length ? 0 : attempts + 1;
    left = failed;
    problem =
      run.error === undefined
        ? `reported the same ${left.length === 1 ? 'record' : 'records'} as failed`
        : `threw ${run.error.name}: ${run.error.message}`;
  }
  return left.length === 0 ? undefined : `${problem} at each of ${attempts} attempts`;
}

/** What comes again: everything from the first record on that the handler named as failed; all, if it named a wrong one. */
function fromFirstFailed(records: readonly StreamRecord[], result: unknown): readonly StreamRecord[] {
  const failures = isObject(result) ? result['batchItemFailures'] : undefined;
  if (!Array.isArray(failures) || failures.length === 0) return [];
  const known = new Set(records.map(sequenceOf));
  const failed = new Set(
    failures.map((failure) => (isObject(failure) ? failure['itemIdentifier'] : undefined)),
  );
  if ([...failed].some((identifier) => typeof identifier !== 'string' || !known.has(identifier)))
    return records;
  return records.slice(records.findIndex((record) => failed.has(sequenceOf(record))));
}
