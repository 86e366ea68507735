import type { Random } from '../random.ts';
import { ORDINARY_WHY, type Sort } from './kind.ts';

const SECOND_MS = 1000;
const HOUR_MS = 3600 * SECOND_MS;
const DAY_MS = 24 * HOUR_MS;

/** All instants lie after the beginning of virtual time, in this year or one of the next ten. */
const FIRST_YEAR = 2027;

function midnight(random: Random): number {
  return Date.UTC(FIRST_YEAR + random.int(0, 9), random.int(0, 11), random.int(2, 28));
}

/** Instants in milliseconds since the epoch, UTC, where buckets and sort keys go wrong. Each list rises, or stays. */
export const INSTANTS: Sort<number> = {
  chapter: 'time-expiry-and-big-things',
  fewest: 2,
  show: (at) => new Date(at).toISOString(),
  ordinary: {
    id: 'ordinary',
    inWords: 'ordinary instants, hours apart on one day',
    why: ORDINARY_WHY,
    draw(random) {
      const day = midnight(random);
      return [9, 13, 17].map((hour) => day + hour * HOUR_MS + random.int(1, HOUR_MS - 1));
    },
  },
  awkward: [
    {
      id: 'equal',
      inWords: 'instants that are the same',
      why: 'Two things can happen in one millisecond. A key that ends with the time alone lets the second overwrite the first.',
      draw(random) {
        const noon = midnight(random) + DAY_MS / 2;
        return [noon, noon, noon];
      },
    },
    {
      id: 'second',
      inWords: 'instants within one second, and the next one',
      why: 'Time to live counts whole seconds, and what is rounded to them is no longer in order.',
      draw(random) {
        const second = midnight(random) + random.int(1, 80_000) * SECOND_MS;
        return [second, second + 1, second + SECOND_MS - 1, second + SECOND_MS];
      },
    },
    {
      id: 'day',
      inWords: 'instants around midnight UTC',
      why:
        'A day begins at 00:00:00.000 and ends with 23:59:59.999. A bucket that is computed in another time zone, or a ' +
        'range that ends at 23:59:59, gives the instants at the edge to the wrong day or to none.',
      draw(random) {
        const day = midnight(random);
        return [day - 1, day, day + 1, day + DAY_MS - 1, day + DAY_MS];
      },
    },
    {
      id: 'month',
      inWords: 'instants around the end of a month',
      why: 'Months have 28 to 31 days: one that is reckoned as 30 days, or ended on the 31st, loses or borrows a day.',
      draw(random) {
        const month = Date.UTC(FIRST_YEAR + random.int(0, 9), random.pick([1, 2, 4, 7, 10]));
        return [month - DAY_MS, month - 1, month, month + 30 * DAY_MS];
      },
    },
    {
      id: 'leap-day',
      inWords: 'instants around 29 February',
      why: 'A leap year has a day that the year before and the year after do not have.',
      draw(random) {
        const leapDay = Date.UTC(FIRST_YEAR + 1 + 4 * random.int(0, 1), 1, 29);
        return [leapDay - 1, leapDay, leapDay + DAY_MS - 1, leapDay + DAY_MS];
      },
    },
    {
      id: 'year',
      inWords: 'instants around the end of a year',
      why:
        'The last days of December can belong to week 1, and the first of January to week 52 or 53: a week needs the ' +
        'year that it belongs to, not the one on the calendar.',
      draw(random) {
        const year = Date.UTC(FIRST_YEAR + random.int(1, 9), 0);
        return [year - DAY_MS, year - 1, year, year + DAY_MS];
      },
    },
  ],
};
