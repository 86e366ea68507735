/*
 * What is measured must be right, too. A cost that is looked at without the result is met by code that asks for nothing:
 * so a check whose answers were lost on their way to it must not pass. And whatever comes back is the learner's doing, and
 * never leaves a check unable to judge.
 */
import { join } from 'node:path';
import { loadCourse } from '@keysmith/course';
import type { Binding, ClientSetup, LearnerInstance } from '@keysmith/instruments/host';
import { beforeAll, describe, expect, it } from 'vitest';
import { openSubject, type Subject } from '../seeds/judge.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const SEED = 1;
const READS = new Set(['GetItem', 'BatchGetItem', 'TransactGetItems', 'Query', 'Scan']);

const { exercises } = await loadCourse(ROOT, { only: [] });

/** Gives what takes the place of a result. */
type Change = (result: unknown, isRead: boolean) => unknown;

/** Calls make their requests, and then their results are changed. */
function changingResults(binding: Binding, change: Change): Binding {
  return {
    ...binding,
    instance: async (from, client) => changing(await binding.instance(from, client), change),
  };
}

function changing(instance: LearnerInstance, change: Change): LearnerInstance {
  return {
    async call(name, setup, input) {
      const operations: string[] = [];
      const outcome = await instance.call(name, watching(setup, operations), input);
      if (!('value' in outcome)) return outcome;
      const isRead = operations.length > 0 && operations.every((operation) => READS.has(operation));
      return { ...outcome, value: change(outcome.value, isRead) };
    },
  };
}

function watching(setup: ClientSetup, operations: string[]): ClientSetup {
  const { door } = setup;
  return {
    ...setup,
    door: {
      ...door,
      send(request) {
        operations.push(request.operation);
        return door.send(request);
      },
    },
  };
}

/** Nothing, in the shape of what was there as far as there are lists in it. */
function emptied(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  if (!hasLists(value)) return null;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      hasLists(member) || Array.isArray(member) ? emptied(member) : member,
    ]),
  );
}

function hasLists(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((member) => Array.isArray(member) || hasLists(member));
}

/** What a function may come to give that its check did not think of. */
const ODD_RESULTS = [null, {}, [null], 'text', 7];

describe.each(exercises)('$slug', (exercise) => {
  let change: Change;
  let subject: Subject;
  beforeAll(async () => {
    subject = await openSubject(exercise, (binding) =>
      changingResults(binding, (result, isRead) => change(result, isRead)),
    );
  });

  const ids = exercise.checks.map(({ id }) => id);

  it.each(ids)('%s passes only if no answer was lost', async (id) => {
    let lost = 0;
    change = (result, isRead) => {
      const value = isRead ? emptied(result) : result;
      if (JSON.stringify(value) !== JSON.stringify(result)) lost += 1;
      return value;
    };
    const { status } = await subject.judgeAlone(id, SEED);
    expect(status).toBe(lost === 0 ? 'pass' : 'fail');
  });

  it.each(ids)('%s is not at a loss, whatever comes back', async (id) => {
    for (const odd of ODD_RESULTS) {
      change = () => odd;
      const { status, reason } = await subject.judgeAlone(id, SEED);
      expect(status, `with ${JSON.stringify(odd)}: ${reason}`).not.toBe('error');
    }
  });
});
