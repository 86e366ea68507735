import * as instruments from '@keysmith/instruments';
import { collectChecks, inProcessBinding } from '@keysmith/instruments/host';
import { openEmbedded } from '@keysmith/table/embedded';
import type { JobMessage } from '../job/messages.ts';
import { runJob } from '../job/run-job.ts';
import { warmUp, type WarmUpJob } from '../job/warm-up.ts';
import { commonJsFunction, type Factory } from '../loader/common-js.ts';
import { createLoader } from '../loader/instances.ts';
import { link } from '../loader/link.ts';
import { nodeModules } from '../loader/node.ts';
import { stripTypes } from '../loader/strip.ts';

/** Makes this process as fast as it becomes, until it is asked for a run. Nobody hears of it, and no table sees it. */
export function warmProcess(isAsked: () => boolean): Promise<void> {
  return warmUp((job) => judgeHere(job, () => undefined), isAsked);
}

const CHECKS = 'checks.test.ts';

/** Judges one of these jobs beside whatever else this process has, on an engine of its own. */
export async function judgeHere(
  { files, checks, ...plan }: WarmUpJob,
  send: (message: JobMessage) => void,
): Promise<void> {
  const host = nodeModules('/warm-up');
  const load = createLoader(link(files), host);
  const make = host.evaluate(
    commonJsFunction(stripTypes(CHECKS, checks)),
    host.sourceName(CHECKS),
  ) as Factory;
  await runJob(plan, {
    server: openEmbedded(),
    send,
    namespacePrefix: 'warm-up',
    files: files.map(({ name }) => name),
    binding: inProcessBinding(load),
    load,
    bodies: () => collectChecks(async () => make({}, () => instruments)),
    watchUncaught: () => undefined,
  });
}
