import {
  createRandom,
  judgeCheck,
  type Binding,
  type CheckVerdict,
  type Depth,
} from '@keysmith/instruments/host';
import { JobError, type Judged } from '../job/run-job.ts';

/** How many of the checks are judged again. */
const SAMPLE = 2;

/**
 * Judges a sample of the checks that passed once more, where nothing of the first time is left and clients of different
 * names share no process. A check passes then as before, whatever ran before it, because its chance depends on the seed and
 * its name alone; if it does not, twice, the code keeps something between runs, outside of its modules, or leaves much to
 * chance. What failed is repeated anyway, in a process of its own.
 *
 * @throws {JobError} 'state'
 */
export async function confirm(judged: Judged, open: () => Binding): Promise<void> {
  const { plan, verdicts, bodies, host } = judged;
  const passed = verdicts.filter(({ status }) => status === 'pass');
  if (passed.length === 0 || plan.replay !== undefined) return;
  const sampled = open();
  const sample = createRandom(plan.seed, 'confirm').sample(passed, Math.min(SAMPLE, passed.length));
  for (const verdict of sample) {
    const spec = plan.specs.find(({ id }) => id === verdict.id);
    const body = bodies.get(verdict.id);
    if (spec === undefined || body === undefined) continue;
    const judge = (binding: Binding, depth: Depth) =>
      judgeCheck(spec, body, {
        ...host,
        binding,
        depth,
        namespacePrefix: `${host.namespacePrefix}-again-${depth}`,
      });
    let again = await judge(sampled, 'quick');
    // What passed in full passes the quick pass as well. What seems not to is judged in full before anybody is accused,
    // where the quick pass has left nothing either.
    if (again.status !== 'pass') again = await judge(open(), host.depth ?? 'full');
    if (again.status !== 'pass') throw new JobError('state', reasonOf(verdict, again));
  }
}

function reasonOf(verdict: CheckVerdict, again: CheckVerdict): string {
  return (
    `State survives between runs: judged again in fresh processes, "${verdict.title}" gives ${again.status} instead of ` +
    `${verdict.status}. Code that runs in several processes shares nothing outside of the table. Keep nothing on ` +
    '`globalThis`, and change no built-in.'
  );
}
