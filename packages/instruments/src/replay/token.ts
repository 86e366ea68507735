/** What repeats one run of one instrument: `npx keysmith test <exercise> --replay <token>`. */
export interface ReplayToken {
  readonly checkId: string;
  readonly seed: number;
  /** Which instrument of the check, from 1 in the order in which they run. */
  readonly instrument: number;
  /** What that instrument needs to know: a schedule, a crash point. */
  readonly plan: string;
}

/** "no-lost-update.1.1.A2B3A1" */
export function writeToken({ checkId, seed, instrument, plan }: ReplayToken): string {
  return [checkId, seed, instrument, plan].join('.');
}

/**
 * A replay token and the check do not fit each other: the token belongs to another check, or was made with other code.
 * Nothing was judged.
 */
export class ReplayError extends Error {
  constructor(why: string) {
    super(
      `A replay token repeats a run with the check and the code that it was made with, and here ${why}. ` +
        'Run the check without --replay; if it fails, its message has a token that fits.',
    );
    this.name = 'ReplayError';
  }
}

/** @throws {Error} for a text that is no token, with what a token looks like. */
export function readToken(text: string): ReplayToken {
  const match = /^([a-z0-9-]+)\.(-?\d{1,16})\.([1-9]\d{0,3})\.(.*)$/.exec(text.trim());
  if (match !== null) {
    const [, checkId = '', seed, instrument, plan = ''] = match;
    return { checkId, seed: Number(seed), instrument: Number(instrument), plan };
  }
  throw new Error(`"${text}" is no replay token; one looks like no-lost-update.1.1.A2B3A1.`);
}
