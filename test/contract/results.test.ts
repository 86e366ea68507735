/*
 * What is measured must be right, too. A cost that is looked at without the result is met by code that asks for nothing:
 * so a check whose answers were all lost on their way to it must not pass.
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

/** Counts the answers that were lost. */
interface Losses {
  count: number;
}

/** Calls that only read make their requests, and then their results are lost. */
function losingAnswers(binding: Binding, losses: Losses): Binding {
  return {
    ...binding,
    async instance(from, client) {
      const instance = await binding.instance(from, client);
      return losing(instance, losses);
    },
  };
}

function losing(instance: LearnerInstance, losses: Losses): LearnerInstance {
  return {
    async call(name, setup, input) {
      const operations: string[] = [];
      const outcome = await instance.call(name, watching(setup, operations), input);
      const isRead = operations.length > 0 && operations.every((operation) => READS.has(operation));
      if (!isRead || !('value' in outcome)) return outcome;
      const value = emptied(outcome.value);
      if (JSON.stringify(value) !== JSON.stringify(outcome.value)) losses.count += 1;
      return { ...outcome, value };
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

/** Nothing, in the shape of what was there. */
function emptied(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  if (typeof value !== 'object' || value === null) return null;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, Array.isArray(member) ? [] : member]),
  );
}

describe.each(exercises)('$slug', (exercise) => {
  const losses: Losses = { count: 0 };
  let subject: Subject;
  beforeAll(async () => {
    subject = await openSubject(exercise, (binding) => losingAnswers(binding, losses));
  });

  it.each(exercise.checks.map(({ id }) => id))('%s passes only if no answer was lost', async (id) => {
    losses.count = 0;
    const { status } = await subject.judgeAlone(id, SEED);
    expect(status).toBe(losses.count === 0 ? 'pass' : 'fail');
  });
});
