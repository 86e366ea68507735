import type { CheckResult, Exercise, Problem } from '@keysmith/course';
import type { RunOptions, RunOutcome } from './run/options.ts';

/** A way to run the checks: `runExercise` on some table, or a runner that is kept warm. */
export type Run = (options: Omit<RunOptions, 'table'>) => Promise<RunOutcome>;

export interface ProveOptions {
  readonly run: Run;
  readonly seed: number;
  /** Ends a proof early; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** One claim that an exercise makes about a set of files, and what to run to see whether it holds. */
export interface Claim {
  /** "starter", "solution", "wrong/plain-put", "alternatives/natural-keys". */
  readonly name: string;
  /** Path inside the repository, with forward slashes. */
  readonly place: string;
  readonly learnerFolder: string;
  readonly fallbackFolder?: string;
  /** The checks that a wrong answer lists. */
  readonly fails?: readonly string[];
  /** Says what is wrong with the results of all checks. */
  judge(results: readonly CheckResult[]): Problem | undefined;
}

/**
 * What the contract asks of an exercise: the starter fails every task, the solution and each alternative pass all
 * checks, and each wrong answer fails exactly the checks that it lists.
 */
export function claimsOf(exercise: Exercise): readonly Claim[] {
  const { path, folder, solutionFolder, wrongAnswers, alternatives } = exercise;
  return [
    { name: 'starter', place: `exercises/${path}`, learnerFolder: folder, judge: starterFails(exercise) },
    {
      name: 'solution',
      place: `solutions/${path}`,
      learnerFolder: solutionFolder,
      judge: allPass('proof.solution-fails', 'reference solution', `solutions/${path}`),
    },
    ...alternatives.map(({ slug, folder: learnerFolder }) => {
      const place = `solutions/${path}/alternatives/${slug}`;
      const judge = allPass('proof.alternative-fails', 'alternative', place);
      return { name: `alternatives/${slug}`, place, learnerFolder, fallbackFolder: solutionFolder, judge };
    }),
    ...wrongAnswers.map(({ slug, folder: learnerFolder, fails }) => {
      const place = `solutions/${path}/wrong/${slug}`;
      const judge = failsExactly(fails, place);
      return { name: `wrong/${slug}`, place, learnerFolder, fallbackFolder: solutionFolder, fails, judge };
    }),
  ];
}

/** Runs one claim. Gives what is wrong, or nothing. */
export async function proveClaim(
  exercise: Exercise,
  claim: Claim,
  { run, seed, signal }: ProveOptions,
): Promise<readonly Problem[]> {
  const { learnerFolder, fallbackFolder, place } = claim;
  const outcome = await run({
    exercise,
    learnerFolder,
    seed,
    ...(fallbackFolder === undefined ? {} : { fallbackFolder }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (outcome.status === 'unjudged') return [unjudged(place, outcome.reason)];
  const errors = outcome.results.filter(({ status }) => status === 'error');
  if (errors.length > 0) return errors.map((result) => brokenCheck(place, result));
  const problem = claim.judge(outcome.results);
  return problem ? [problem] : [];
}

/** Runs every claim of an exercise, one after the other, and gives everything that is wrong. */
export async function proveExercise(exercise: Exercise, options: ProveOptions): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const claim of claimsOf(exercise)) problems.push(...(await proveClaim(exercise, claim, options)));
  return problems;
}

function starterFails({ path, tasks, checks }: Exercise): Claim['judge'] {
  return (results) => {
    const passes = ({ id }: { id: string }) => results.find((result) => result.id === id)?.status === 'pass';
    const passed = tasks.filter((task) => checks.filter((check) => check.task === task.id).every(passes));
    if (passed.length === 0) return undefined;
    return {
      code: 'proof.starter-passes',
      place: `exercises/${path}`,
      rule: `The starter fails every task; it passes ${namesOf(passed)}.`,
      remedy: 'Let the starter do less, or let a check of that task ask more.',
    };
  };
}

function allPass(code: string, what: string, place: string): Claim['judge'] {
  return (results) => {
    const others = results.filter(({ status }) => status !== 'pass');
    if (others.length === 0) return undefined;
    const said = others.map(({ id, status, failure }) => `${id} (${failure?.happened ?? status})`).join('; ');
    return {
      code,
      place,
      rule: `The ${what} passes every check; these do not pass: ${said}.`,
      remedy: 'Mend it, or the checks if they ask for one design only.',
    };
  };
}

function failsExactly(fails: readonly string[], place: string): Claim['judge'] {
  return (results) => {
    const failed = results.filter(({ status }) => status === 'fail').map(({ id }) => id);
    const missed = fails.filter((id) => !failed.includes(id));
    const unlisted = failed.filter((id) => !fails.includes(id));
    if (missed.length === 0 && unlisted.length === 0) return undefined;
    const parts = [
      missed.length > 0 ? `it should fail ${missed.join(', ')} and does not` : '',
      unlisted.length > 0 ? `it fails ${unlisted.join(', ')}, which it does not list` : '',
    ];
    return {
      code: 'proof.wrong-answer',
      place,
      rule: `A wrong answer fails exactly the checks that its wrong.json lists; ${parts.filter(Boolean).join('; ')}.`,
      remedy: 'Sharpen the checks, or list what it really fails.',
    };
  };
}

function unjudged(place: string, reason: string): Problem {
  return {
    code: 'proof.unjudged',
    place,
    rule: `Every check must come to a verdict here, and there is none. ${reason}`,
    remedy: 'Mend these files; they must load and every call must end.',
  };
}

function brokenCheck(place: string, { id, reason = '' }: CheckResult): Problem {
  return {
    code: 'proof.check-error',
    place,
    rule: `A check passes or fails; ${id} could not run: ${reason.split('\n')[0]}`,
    remedy: 'Mend the body of that check.',
  };
}

function namesOf(things: readonly { readonly id: string }[]): string {
  return things.map(({ id }) => id).join(', ');
}
