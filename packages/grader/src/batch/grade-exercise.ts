import {
  taskGrades,
  verdictWords,
  type CheckResult,
  type Exercise,
  type ExerciseGrade,
  type GradedCheck,
  type GradeReport,
} from '@keysmith/course';
import type { Found } from '../intake/submission.ts';
import type { RunOptions, Unjudged } from '../run/options.ts';
import type { Runner } from '../run/runner.ts';
import { LIMITS } from '../sandbox/limits.ts';
import { GradeError } from './grade-error.ts';
import { runTwice, type SeedOutcome, type UnstableCheck } from './run-twice.ts';

/** One exercise of one submission, and how to run it. */
export interface GradeTask {
  readonly exercise: Exercise;
  readonly found: Found;
}

/** Machines that grade are loaded, and what is too slow there is not endless. */
const STALL_MS = 30_000;

export interface Judge {
  readonly runner: Runner;
  readonly seeds: GradeReport['seeds'];
}

/**
 * The grade of what was found, under the instructor's seed and under the one that learners practise with. A submission that
 * cannot be judged is ungradable, with the reason, and not a zero.
 *
 * @throws {GradeError} 'grade.no-table'
 */
export async function gradeExercise(
  { exercise, found }: GradeTask,
  { runner, seeds }: Judge,
): Promise<ExerciseGrade> {
  const { slug, maxPoints: maxScore } = exercise;
  if (found.kind === 'missing') return { exercise: slug, status: 'missing', maxScore, found: found.found };
  if (found.kind === 'refused') return ungradable(exercise, found.code, found.reason);
  const of = { exercise, learnerFolder: found.folder, stallMs: STALL_MS };
  // Under this seed two clients share no process, as two servers do not: what they share there is no design of the table.
  const practised = { ...of, seed: seeds.visible, isSpread: true };
  if (seeds.hidden === undefined) {
    const visible = await runTwice(runner, practised);
    if (visible.kind !== 'judged') return withoutMark(exercise, visible);
    return errorOf(exercise, visible.results) ?? graded(exercise, visible.results.map(shownOnly));
  }
  const hidden = await runTwice(runner, { ...of, seed: seeds.hidden, handover: 'leave' });
  if (!('results' in hidden)) return withoutMark(exercise, hidden);
  const notRun = errorOf(exercise, hidden.results);
  if (notRun) return notRun;
  if (isPassed(hidden) && (await passesQuickly(runner, { ...practised, handover: 'take' })))
    return graded(exercise, hidden.results.map(passedBoth));
  // What survives between runs was looked for under the other seed: points count only under both.
  const visible = await runTwice(runner, { ...practised, isConfirmed: false });
  if (!('results' in visible)) return withoutMark(exercise, visible);
  const checks = bothOf(visible.results, hidden.results);
  const wavering = waveringIn([hidden, visible]);
  if (wavering.length > 0) return unstable(exercise, wavering, checks);
  return errorOf(exercise, visible.results) ?? graded(exercise, checks);
}

/**
 * Whether all that passed in full under the one seed passes under the other too, as far as the quick pass looks: most work is
 * right, and then that is enough. What fails there, or failed before, is looked at in full under both.
 */
async function passesQuickly(
  runner: Runner,
  options: Pick<RunOptions, 'exercise' | 'learnerFolder' | 'seed' | 'isSpread' | 'handover' | 'stallMs'>,
): Promise<boolean> {
  const outcome = await runner.run({ ...options, depth: 'quick', isConfirmed: false });
  return outcome.status === 'judged' && isPassed({ kind: 'judged', results: outcome.results });
}

function isPassed(outcome: SeedOutcome): boolean {
  return outcome.kind === 'judged' && outcome.results.every(({ status }) => status === 'pass');
}

function graded(exercise: Exercise, checks: GradedCheck[]): ExerciseGrade {
  return {
    exercise: exercise.slug,
    status: 'graded',
    score: checks.reduce((sum, { points }) => sum + points, 0),
    maxScore: exercise.maxPoints,
    verdict: verdictWords(checks),
    tasks: taskGrades(exercise, checks),
    checks,
    limits: [],
    remarks: [],
  };
}

function shownOnly(result: CheckResult): GradedCheck {
  return { ...result, visible: result.status };
}

function passedBoth(result: CheckResult): GradedCheck {
  return { ...result, visible: 'pass', hidden: 'pass' };
}

/** Each check as its worse run has it, so that a check passes, and earns its points, only if it passes under both seeds. */
function bothOf(visible: readonly CheckResult[], hidden: readonly CheckResult[]): GradedCheck[] {
  const rank = ['pass', 'skipped', 'fail', 'error'];
  const byId = new Map(hidden.map((result) => [result.id, result]));
  return visible.map((shown) => {
    const other = byId.get(shown.id) ?? shown;
    const worse = rank.indexOf(other.status) > rank.indexOf(shown.status) ? other : shown;
    const points = Math.min(shown.points, other.points);
    return { ...worse, points, visible: shown.status, hidden: other.status };
  });
}

/** Each check that wavered, once, even if it did under both seeds. */
function waveringIn(outcomes: readonly SeedOutcome[]): UnstableCheck[] {
  const all = outcomes.flatMap((outcome) => ('unstable' in outcome ? outcome.unstable : []));
  return all.filter(({ check }, at) => all.findIndex((other) => other.check === check) === at);
}

function errorOf(exercise: Exercise, results: readonly CheckResult[]): ExerciseGrade | undefined {
  const broken = results.find(({ status }) => status === 'error');
  if (broken === undefined) return undefined;
  return ungradable(
    exercise,
    'exercise',
    notTheirs(`The check "${broken.id}" could not run: ${broken.reason ?? ''}`),
  );
}

function withoutMark(exercise: Exercise, outcome: Exclude<SeedOutcome, { kind: 'judged' }>): ExerciseGrade {
  switch (outcome.kind) {
    case 'unjudged':
      return unjudged(exercise, outcome.outcome);
    case 'wavering':
      return ungradable(exercise, 'unstable', outcome.reason);
    case 'unstable':
      return unstable(exercise, outcome.unstable, outcome.results.map(shownOnly));
  }
}

function unjudged(exercise: Exercise, { code, reason, limit }: Unjudged): ExerciseGrade {
  // A whole class without a table would be a whole class of ungradable work, so the batch ends instead.
  if (code === 'table')
    throw new GradeError(
      'grade.no-table',
      `The table failed, so nothing more can be graded. ${reason} What was graded is kept: give the command again to go on.`,
    );
  const grade = ungradable(exercise, code, code === 'exercise' ? notTheirs(reason) : reason);
  if (limit === undefined) return grade;
  const { name, value: max, unit } = LIMITS[limit];
  return { ...grade, limits: [{ name, max, unit }] };
}

function unstable(
  { slug, maxPoints }: Exercise,
  found: Extract<SeedOutcome, { kind: 'unstable' }>['unstable'],
  checks: GradedCheck[],
): ExerciseGrade {
  return {
    exercise: slug,
    status: 'unstable',
    maxScore: maxPoints,
    unstable: [...found],
    checks,
    limits: [],
  };
}

function ungradable(
  { slug, maxPoints }: Exercise,
  code: string,
  reason: string,
): Extract<ExerciseGrade, { status: 'ungradable' }> {
  return { exercise: slug, status: 'ungradable', maxScore: maxPoints, code, reason, limits: [] };
}

/** A stack would name this machine's folders and change from version to version. */
function notTheirs(reason: string): string {
  return `Not the learner's fault: ${reason.split('\n')[0] ?? ''}`;
}
