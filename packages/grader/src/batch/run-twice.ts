import type { CheckResult, ExerciseGrade } from '@keysmith/course';
import type { RunOptions, RunOutcome, Unjudged } from '../run/options.ts';
import type { Runner } from '../run/runner.ts';

export type UnstableCheck = Extract<ExerciseGrade, { status: 'unstable' }>['unstable'][number];

/** What one seed's run, and its repetition where there was one, came to. */
export type SeedOutcome =
  | { readonly kind: 'judged'; readonly results: readonly CheckResult[] }
  | { readonly kind: 'unjudged'; readonly outcome: Unjudged }
  | {
      readonly kind: 'unstable';
      readonly results: readonly CheckResult[];
      readonly unstable: readonly UnstableCheck[];
    }
  /** One of the two runs was judged and the other was not. */
  | { readonly kind: 'wavering'; readonly reason: string };

/** Endings that a busy machine can bring about as well as the code. */
const MAY_BE_CHANCE = new Set(['hang', 'exit', 'limit']);

/**
 * Runs an exercise under one seed. Checks that fail run once more under the same seed, and so does everything if the run
 * hangs or dies, for a learner must not lose points by chance: verdicts that differ are no verdicts.
 */
export async function runTwice(
  runner: Runner,
  options: Pick<
    RunOptions,
    'exercise' | 'learnerFolder' | 'seed' | 'isConfirmed' | 'handover' | 'isSpread' | 'stallMs'
  >,
): Promise<SeedOutcome> {
  const first = await runner.run(options);
  if (!isWorthRepeating(first)) return settled(first);
  // In a process of its own, where nothing of an earlier run can be the reason again. That makes a sample needless.
  const { handover: _, ...fresh } = options;
  const second = await runner.run({ ...fresh, ...again(first), isConfirmed: false });
  if (first.status === 'judged' && second.status === 'judged') {
    const unstable = differences(first.results, second.results);
    const { results } = first;
    return unstable.length === 0 ? { kind: 'judged', results } : { kind: 'unstable', results, unstable };
  }
  if (first.status === second.status) return settled(first);
  const failed = [first, second].find((one) => one.status === 'unjudged');
  const reason = `Two runs under one seed ended differently: one was judged, the other was not (${failed?.reason ?? ''})`;
  return { kind: 'wavering', reason: `${reason} Look at the submission, and grade it again.` };
}

function isWorthRepeating(outcome: RunOutcome): boolean {
  if (outcome.status === 'unjudged') return MAY_BE_CHANCE.has(outcome.code);
  return outcome.results.some(({ status }) => status === 'fail');
}

/** A check draws from the seed by itself, so it does the same without the others. */
function again(first: RunOutcome): Pick<RunOptions, 'only'> {
  if (first.status === 'unjudged') return {};
  return { only: first.results.filter(({ status }) => status === 'fail').map(({ id }) => id) };
}

function settled(outcome: RunOutcome): SeedOutcome {
  return outcome.status === 'judged'
    ? { kind: 'judged', results: outcome.results }
    : { kind: 'unjudged', outcome };
}

function differences(first: readonly CheckResult[], second: readonly CheckResult[]): UnstableCheck[] {
  const again = new Map(second.map((result) => [result.id, result]));
  return first.flatMap((one) => {
    const other = again.get(one.id);
    if (other === undefined || other.status === one.status) return [];
    const message = messageOf(one.status === 'pass' ? other : one);
    return [{ check: one.id, title: one.title, verdicts: [one.status, other.status] as const, message }];
  }) as UnstableCheck[];
}

function messageOf({ failure, reason, title }: CheckResult): string {
  return failure?.happened ?? reason ?? title;
}
