import type { FailureReport } from './failure.ts';
import { learnersFailure, reportFailure, UnsupportedError } from './failure.ts';
import { installHost, type CheckBody } from './host.ts';
import type { Replay } from '../replay/format.ts';
import { ReplayError } from '../replay/token.ts';
import { openTrial, type OpenTrial, type TrialHost } from './trial.ts';
import type { BillLine, KeptLog } from './trial-log.ts';

/** What a host must know of a check: the manifest's entry, as plain data. */
export interface CheckSpec {
  readonly id: string;
  readonly task: string;
  readonly title: string;
  readonly points: number;
  readonly needs: readonly string[];
}

/** Verdict of one check; the course's verdict schema describes the same shape. */
export interface CheckVerdict {
  id: string;
  task: string;
  title: string;
  status: 'pass' | 'fail' | 'error' | 'skipped';
  points: number;
  maxPoints: number;
  failure?: FailureReport;
  reason?: string;
  /** What the instruments did, a line each. */
  measured?: string[];
  bill?: BillLine[];
  /** What the check did on its first tables, where the host wants it shown. */
  recording?: Replay;
}

export interface RunChecksOptions {
  /** The manifest's checks, in its order; this is the order in which they run. */
  readonly specs: readonly CheckSpec[];
  /** Imports the checks file, which registers its checks. */
  readonly load: () => Promise<unknown>;
  readonly host: TrialHost;
  readonly onStart?: (id: string) => void;
  readonly onVerdict?: (verdict: CheckVerdict) => void;
}

/** A checks file and its manifest do not name the same checks: a fault of the exercise, not of the learner. */
export class ChecksMismatchError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ChecksMismatchError';
  }
}

/** Runs every check of an exercise, one after the other, and gives a verdict for each. */
export async function runChecks(options: RunChecksOptions): Promise<CheckVerdict[]> {
  const bodies = await collectChecks(options.load);
  assertSameChecks(options.specs, [...bodies.keys()]);
  return runBodies(options, bodies);
}

/** The same for checks that have been collected, which may be more than are to run. */
export async function runBodies(
  options: Omit<RunChecksOptions, 'load'>,
  bodies: ReadonlyMap<string, CheckBody>,
): Promise<CheckVerdict[]> {
  const verdicts: CheckVerdict[] = [];
  for (const spec of options.specs) {
    options.onStart?.(spec.id);
    const verdict =
      skippedVerdict(spec, verdicts) ??
      (await judgeCheck(spec, bodies.get(spec.id) as CheckBody, options.host));
    verdicts.push(verdict);
    options.onVerdict?.(verdict);
  }
  return verdicts;
}

/** Loads a checks file and gives the bodies by id, without running any. */
export async function collectChecks(load: () => Promise<unknown>): Promise<Map<string, CheckBody>> {
  const bodies = new Map<string, CheckBody>();
  const uninstall = installHost({
    register(id, body) {
      if (bodies.has(id)) throw new ChecksMismatchError(`checks.test.ts declares the check "${id}" twice.`);
      bodies.set(id, body);
    },
  });
  try {
    await load();
  } finally {
    uninstall();
  }
  return bodies;
}

/** An exercise whose checks did not all register must never look passed. */
export function assertSameChecks(specs: readonly CheckSpec[], registered: readonly string[]): void {
  const listed = new Set(specs.map((spec) => spec.id));
  const missing = [...listed].filter((id) => !registered.includes(id));
  const extra = registered.filter((id) => !listed.has(id));
  if (missing.length === 0 && extra.length === 0) return;
  const parts = [
    missing.length > 0
      ? `the manifest lists ${missing.join(', ')}, which checks.test.ts does not declare`
      : '',
    extra.length > 0 ? `checks.test.ts declares ${extra.join(', ')}, which the manifest does not list` : '',
  ];
  throw new ChecksMismatchError(`Manifest and checks differ: ${parts.filter(Boolean).join('; ')}.`);
}

/** The verdict of a check that is not run because one that it needs did not pass. */
export function skippedVerdict(spec: CheckSpec, before: readonly CheckVerdict[]): CheckVerdict | undefined {
  const unmet = spec.needs.filter((id) => before.find((verdict) => verdict.id === id)?.status !== 'pass');
  if (unmet.length === 0) return undefined;
  return { ...blank(spec, 'skipped'), reason: `needs ${unmet.join(', ')} to pass first` };
}

/** Runs one check on fresh tables and turns what it throws into a verdict. */
export async function judgeCheck(spec: CheckSpec, body: CheckBody, host: TrialHost): Promise<CheckVerdict> {
  const opened = openTrial(host, spec.id);
  const { trial, log, assertReplayed, recording, close } = opened;
  try {
    await body(trial);
    assertReplayed();
    return { ...blank(spec, 'pass'), points: spec.points, ...told(log), ...shown(recording(spec.title)) };
  } catch (error) {
    return { ...verdictOf(error, spec, opened), ...told(log), ...shown(recording(spec.title)) };
  } finally {
    await close();
  }
}

function verdictOf(error: unknown, spec: CheckSpec, opened: OpenTrial): CheckVerdict {
  const failure = learnersFailure(error, opened.lastCall());
  if (failure !== undefined)
    return { ...blank(spec, 'fail'), failure: reportFailure(failure, spec.title, opened.lastCallOfRun()) };
  if (error instanceof ReplayError) return { ...blank(spec, 'error'), reason: error.message };
  if (error instanceof UnsupportedError) return { ...blank(spec, 'skipped'), reason: error.message };
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { ...blank(spec, 'error'), reason };
}

function told({ lines, bills }: KeptLog): Pick<CheckVerdict, 'measured' | 'bill'> {
  return {
    ...(lines.length > 0 ? { measured: [...lines] } : {}),
    ...(bills.length > 0 ? { bill: [...bills] } : {}),
  };
}

function shown(recording: Replay | undefined): Pick<CheckVerdict, 'recording'> {
  return recording === undefined ? {} : { recording };
}

function blank(spec: CheckSpec, status: CheckVerdict['status']): CheckVerdict {
  return { id: spec.id, task: spec.task, title: spec.title, status, points: 0, maxPoints: spec.points };
}
