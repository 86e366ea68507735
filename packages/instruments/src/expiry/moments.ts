/** A moment in the life of something that expires. */
export interface Moment {
  readonly id: string;
  /** Completes "it was …". */
  readonly inWords: string;
  /** Whether the time is over: from the very instant of expiry on. */
  readonly isExpired: boolean;
  /** Whether the service has looked for expired items since the time was over, and deleted those that it found. */
  readonly isSwept: boolean;
}

/** A moment, and how to get there. */
export interface MomentPlan extends Moment {
  /** Of virtual time, given how long it is from now until it expires. */
  waitMs(untilExpiryMs: number): number;
  /** The service deletes what is due on arrival, be that much or nothing. */
  readonly sweeps: boolean;
  /** What DynamoDB does that may break work at this moment. */
  readonly why: string;
}

const HOUR_MS = 3_600_000;
/**
 * So late the service may delete. Source: Developer Guide, "Using time to live": within a few days; no deadline is
 * given.
 */
const LATE_MS = 48 * HOUR_MS;

const STILL_VALID =
  'Nothing has expired yet and nothing has been deleted: what depends on the time must compare with the time, to the ' +
  'millisecond that it promises.';

const STILL_THERE =
  'Time to live deletes an item some time after its instant has passed: usually within hours, at times days later. Until ' +
  'then reads show the item and conditions see it. What depends on the time must compare with the time; the deletion ' +
  'only saves storage.';

const DELETED_EARLY =
  'Time to live counts whole seconds. An expiry that is rounded down to them, or an earlier one in that attribute, lets ' +
  'the service delete what is still valid.';

const NOT_DELETED =
  'Time to live deletes an item whose attribute is a Number of whole seconds since the epoch. In milliseconds the same ' +
  'instant lies thousands of years ahead, and a string, or an instant more than five years ago, is passed over: such ' +
  'items stay for ever. Where it has deleted an item, what was built on it must go on without.';

/** First those at which nothing has been deleted, which any table can show; then those after the service was there. */
export const MOMENTS: readonly MomentPlan[] = [
  {
    id: 'halfway',
    inWords: 'halfway to its expiry',
    waitMs: (untilExpiryMs) => Math.floor(untilExpiryMs / 2),
    sweeps: false,
    why: STILL_VALID,
    isExpired: false,
    isSwept: false,
  },
  {
    id: 'last-millisecond',
    inWords: '1 ms before its expiry',
    waitMs: (untilExpiryMs) => untilExpiryMs - 1,
    sweeps: false,
    why: STILL_VALID,
    isExpired: false,
    isSwept: false,
  },
  {
    id: 'expiry',
    inWords: 'the very instant of its expiry, and the service had not deleted it yet',
    waitMs: (untilExpiryMs) => untilExpiryMs,
    sweeps: false,
    why: STILL_THERE,
    isExpired: true,
    isSwept: false,
  },
  {
    id: 'just-after',
    inWords: '1 ms after its expiry, and the service had not deleted it yet',
    waitMs: (untilExpiryMs) => untilExpiryMs + 1,
    sweeps: false,
    why: STILL_THERE,
    isExpired: true,
    isSwept: false,
  },
  {
    id: 'late',
    inWords: 'two days after its expiry, and the service had not deleted it yet',
    waitMs: (untilExpiryMs) => untilExpiryMs + LATE_MS,
    sweeps: false,
    why: STILL_THERE,
    isExpired: true,
    isSwept: false,
  },
  {
    id: 'early-sweep',
    inWords: '1 ms before its expiry, and the service had just looked for expired items',
    waitMs: (untilExpiryMs) => untilExpiryMs - 1,
    sweeps: true,
    why: DELETED_EARLY,
    isExpired: false,
    isSwept: false,
  },
  {
    id: 'swept',
    inWords: 'two days after its expiry, and the service had deleted what was due',
    waitMs: (untilExpiryMs) => untilExpiryMs + LATE_MS,
    sweeps: true,
    why: NOT_DELETED,
    isExpired: true,
    isSwept: true,
  },
];
