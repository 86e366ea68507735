import type { Exercise } from '@keysmith/course';
import {
  collectChecks,
  inProcessBinding,
  judgeCheck,
  skippedVerdict,
  type Binding,
  type CheckBody,
  type CheckVerdict,
  type TrialHost,
} from '@keysmith/instruments/host';
import { openEmbedded } from '@keysmith/table/embedded';
import { checksAddress } from '../../packages/grader/src/child/checks-address.ts';
import { createLoader } from '../../packages/grader/src/loader/instances.ts';
import { link } from '../../packages/grader/src/loader/link.ts';
import { nodeModules } from '../../packages/grader/src/loader/node.ts';
import { readLearnerFiles } from '../../packages/grader/src/run/learner-files.ts';

/** An exercise with its reference solution, loaded once and judged under as many seeds as anybody likes. */
export interface Subject {
  readonly slug: string;
  /** Ids of the checks, in the manifest's order. */
  readonly checks: readonly string[];
  judge(seed: number): Promise<CheckVerdict[]>;
  /** The quick verdict of one check, whatever becomes of those that it needs. */
  judgeAlone(id: string, seed: number): Promise<CheckVerdict>;
}

/**
 * Loads the checks of an exercise and its reference solution into this process. The grader gives each run a process of
 * its own, which costs more than the run; a reference solution is no hostile code.
 *
 * @param around may stand between the checks and the solution
 */
export async function openSubject(
  exercise: Exercise,
  around = (binding: Binding): Binding => binding,
): Promise<Subject> {
  const { slug, checks: specs, folder, solutionFolder, files } = exercise;
  const load = createLoader(
    link(await readLearnerFiles(files, [solutionFolder])),
    nodeModules(solutionFolder),
  );
  const bodies = await collectChecks(() => import(checksAddress(folder)));
  const binding = around(inProcessBinding(load));
  const hostOf = (seed: number): TrialHost => {
    const server = openEmbedded();
    return {
      binding,
      openDoor: server.open.bind(server),
      release: server.release.bind(server),
      seed,
      namespacePrefix: slug,
    };
  };
  return {
    slug,
    checks: specs.map(({ id }) => id),
    async judgeAlone(id, seed) {
      const spec = specs.find((one) => one.id === id) as Exercise['checks'][number];
      return judgeCheck(spec, bodies.get(id) as CheckBody, { ...hostOf(seed), depth: 'quick' });
    },
    async judge(seed) {
      const host = hostOf(seed);
      const verdicts: CheckVerdict[] = [];
      for (const spec of specs) {
        const body = bodies.get(spec.id) as CheckBody;
        verdicts.push(skippedVerdict(spec, verdicts) ?? (await judgeCheck(spec, body, host)));
      }
      return verdicts;
    },
  };
}

/** What did not pass, a line each: which check, and what happened. */
export function faultsIn(verdicts: readonly CheckVerdict[]): { check: string; message: string }[] {
  return verdicts
    .filter(({ status }) => status !== 'pass')
    .map(({ id, status, failure, reason }) => ({
      check: id,
      message: `${status}: ${failure?.happened ?? reason ?? 'without a reason'}`,
    }));
}
