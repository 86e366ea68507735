import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gradeReportSchema, type GradeReport } from '@keysmith/course';
import type { MadeSubmission } from './class.ts';

export const ROOT = join(import.meta.dirname, '../../..');

export interface Batch {
  readonly seconds: number;
  /** Of the judge's process, at its peak. Its children are limited by the sandbox. */
  readonly peakBytes: number;
  readonly report: GradeReport;
}

/** Grades a folder with the command, sandboxed, on as many processors as told. */
export async function gradeBatch(
  from: string,
  out: string,
  { jobs, exercises }: { readonly jobs: number; readonly exercises: readonly string[] },
): Promise<Batch> {
  const words = ['grade', from, '--out', out, '--jobs', String(jobs), '--seed', '4711', '--plain'];
  const begun = performance.now();
  const main = join(ROOT, 'packages/cli/src/main.ts');
  const peakBytes = await peakOf([main, ...words, '--exercise', ...exercises]);
  const report = gradeReportSchema.parse(JSON.parse(await readFile(join(out, 'grade.json'), 'utf8')));
  return { seconds: (performance.now() - begun) / 1000, peakBytes, report };
}

/** Runs a program in a process of its own; resolves with its peak memory in bytes. */
export function peakOf(words: readonly string[]): Promise<number> {
  // As `npx keysmith` starts it, which hands over to such a process.
  const env = { ...process.env, NODE_COMPILE_CACHE: join(ROOT, 'node_modules/.cache/keysmith') };
  const child = spawn(process.execPath, words, { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'inherit'] });
  let peak = 0;
  const look = setInterval(async () => {
    const text = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(text)?.[1] ?? 0) * 1024);
  }, 500);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(look);
      if (code === 0) resolve(peak);
      else reject(new Error(`${words.join(' ')} ended with ${code}.`));
    });
  });
}

/** Rows whose mark is not what it must be, each as a sentence. */
export function wrongRows({ submissions }: GradeReport, class_: readonly MadeSubmission[]): string[] {
  const byLearner = new Map(submissions.map((row) => [row.learner, row]));
  return class_.flatMap(({ learner, exercise, made }) => {
    const row = byLearner.get(learner)?.exercises.find((one) => one.exercise === exercise.slug);
    const says = `${learner} (${made.kind}): ${row?.status ?? 'no row'}`;
    if (made.kind === 'hostile') {
      const gained = row?.status === 'graded' && row.score > 0;
      return row === undefined || gained ? [says] : [];
    }
    if (row?.status !== 'graded') return [says];
    const fails = made.kind === 'wrong' ? made.answer.fails : [];
    const failed = Object.entries(row.checks).flatMap(([id, status]) => (status === 'fail' ? [id] : []));
    return failed.sort().join() === [...fails].sort().join() ? [] : [`${says}, failed ${failed.join(', ')}`];
  });
}
