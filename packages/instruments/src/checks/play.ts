import { returnedBy } from '../cost/cost.ts';
import { REQUESTS_MAX } from '../rig/call-door.ts';
import { insideOf } from '../rig/rig.ts';
import { LearnerError } from './failure.ts';
import type { CheckBody } from './host.ts';

/**
 * The body of a check that judges nothing: calls the `main` of a program once, on fresh tables, and bills what that cost,
 * also if it threw. Its progress is the number of requests.
 */
export const play: CheckBody = async ({ open }) => {
  const rig = await open();
  const { log } = insideOf(rig).trial;
  const { trace, error } = await rig.run('main', undefined, {
    beforeRequest: (number) => log.progress(number, REQUESTS_MAX),
  });
  const { requests, readUnits, writeUnits } = trace;
  const { bytes } = returnedBy(trace);
  log.bill({ pattern: 'main', requests: requests.length, readUnits, writeUnits, bytes });
  if (error !== undefined) throw new LearnerError('main', error);
};
