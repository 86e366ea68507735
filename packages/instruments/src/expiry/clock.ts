import type { Client } from '../rig/client.ts';
import { tellRun, tryRun, type RunOnce } from '../replay/record-run.ts';
import { ReplayError } from '../replay/token.ts';
import { insideOf, type Rig } from '../rig/rig.ts';
import { MOMENTS, type Moment, type MomentPlan } from './moments.ts';

export interface ClockOptions {
  /** When it expires: an instant of virtual time, in milliseconds since the epoch, later than now. */
  readonly expiresAt: number;
  /**
   * What is done at each moment; it throws when something is wrong, as `expect` does. What expires is in the rig
   * already.
   */
  readonly work: (client: Client, moment: Moment, rig: Rig) => Promise<unknown>;
  /** The chapter that explains it; "time-expiry-and-big-things" unless it is given. */
  readonly chapter?: string;
}

/**
 * Lets virtual time pass until chosen moments around an expiry, each time on a copy of the rig: before it, at the very
 * instant, after it with the item still there, and after the service has deleted what is due. Only the embedded engine
 * can delete in virtual time; on another table the moments before that are tried, and then the check is skipped.
 *
 * @throws {FlawError} for the first moment at which `work` throws.
 */
export async function clock(rig: Rig, options: ClockOptions): Promise<void> {
  const { trial } = insideOf(rig);
  const untilExpiryMs = options.expiresAt - rig.clock.now();
  if (!(Number.isInteger(untilExpiryMs) && untilExpiryMs > 1))
    throw new RangeError(
      `clock: expiresAt is a whole number of milliseconds, and later than now: ${options.expiresAt}`,
    );
  const number = trial.log.nextInstrument();
  const chosen = chosenMoments(trial.replayOf(number));
  let broken = 0;
  let first: { moment: MomentPlan; tried: number } | undefined;
  for (const [at, moment] of chosen.entries()) {
    trial.log.progress(at, chosen.length);
    if ((await tryRun(rig, runAt(moment, options))) === undefined) continue;
    broken += 1;
    first ??= { moment, tried: at + 1 };
    if (!trial.countsAll) break;
  }
  trial.log.count({ instrument: 'clock', tried: chosen.length, broken });
  if (first === undefined)
    return trial.log.measured(`clock: ${chosen.length} moments before and after the expiry`);
  const about = {
    instrument: 'clock',
    number,
    tried: `It was ${first.moment.inWords}; moments tried so far: ${first.tried}.`,
    plan: first.moment.id,
    why: first.moment.why,
    chapter: options.chapter ?? 'time-expiry-and-big-things',
  };
  throw await tellRun(rig, about, runAt(first.moment, options));
}

function chosenMoments(plan: string | undefined): readonly MomentPlan[] {
  if (plan === undefined) return MOMENTS;
  const chosen = MOMENTS.filter(({ id }) => id === plan);
  if (chosen.length === 0) throw new ReplayError(`"${plan}" is no moment around an expiry`);
  return chosen;
}

function runAt(moment: MomentPlan, { expiresAt, work }: ClockOptions): RunOnce {
  return async (copy, clientOf, recording) => {
    const client = clientOf({ name: 'client' });
    const tell = (text: string) => recording?.add({ kind: 'event', client: 'client', text });
    const from = copy.clock.now();
    copy.clock.advance(moment.waitMs(expiresAt - from));
    tell(`time passes, until ${inWords(copy.clock.now() - expiresAt)}`);
    if (moment.sweeps)
      tell(`the service looks for expired items, and deletes ${itemsInWords(copy.expireDue())}`);
    const { id, inWords: words, isExpired, isSwept } = moment;
    await work(client, { id, inWords: words, isExpired, isSwept }, copy);
  };
}

const HOUR_MS = 3_600_000;

function inWords(sinceExpiryMs: number): string {
  if (sinceExpiryMs === 0) return 'the instant of expiry';
  const distance = Math.abs(sinceExpiryMs);
  const text = distance % HOUR_MS === 0 ? `${distance / HOUR_MS} h` : `${distance} ms`;
  return `${text} ${sinceExpiryMs < 0 ? 'before' : 'after'} the expiry`;
}

function itemsInWords(count: number): string {
  if (count === 0) return 'none';
  return count === 1 ? '1 item' : `${count} items`;
}
