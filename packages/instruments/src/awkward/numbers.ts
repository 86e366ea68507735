import { ORDINARY_WHY, type Sort } from './kind.ts';

/** Numbers whose text sorts differently from their value, or cannot be read back. All fit a DynamoDB number. */
export const NUMBERS: Sort<number> = {
  chapter: 'sorting-is-a-write-time-decision',
  fewest: 2,
  ordinary: {
    id: 'ordinary',
    inWords: 'ordinary numbers, each with two digits',
    why: ORDINARY_WHY,
    draw: (random) => [random.int(10, 39), random.int(40, 69), random.int(70, 99)],
  },
  awkward: [
    {
      id: 'digits',
      inWords: 'numbers with different counts of digits',
      why: 'Text is compared character by character, from the left: "10" comes before "9". Pad to a fixed width, or sort by a Number.',
      draw(random) {
        const small = random.int(2, 9);
        const large = random.int(101, 999_999_999);
        return [small, 10, 99, 100, large, large * 10 + small];
      },
    },
    {
      id: 'negative',
      inWords: 'numbers of which some are negative',
      why:
        'Text compares the sign as a character, and the digits behind it from the left: "-1" comes before "-2", padded ' +
        'or not. Shift all numbers above zero first, or sort by a Number.',
      draw(random) {
        const small = random.int(2, 9);
        return [-small, -1, -10 * small, 0, small];
      },
    },
    {
      id: 'fractions',
      inWords: 'numbers with fractions of different lengths',
      why: 'Padding on the left aligns whole numbers only: the point must be at the same place in all of them.',
      draw(random) {
        const whole = random.int(2, 9);
        return [whole + 0.5, 10 + whole + 0.25, whole + 0.125, -0.5, 0.25];
      },
    },
    {
      id: 'exponents',
      inWords: 'numbers that JavaScript writes with an exponent, and the largest whole ones',
      why:
        'String(1e-7) is "1e-7": neither padding nor a regular expression for digits expects that. Whole numbers are ' +
        'exact up to 2^53 - 1 only; the document client refuses to send larger ones as numbers.',
      draw(random) {
        const tiny = random.int(2, 9);
        return [tiny * 1e-7, tiny, 0.000_001, Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER];
      },
    },
    {
      id: 'zero',
      inWords: 'numbers around zero',
      why: 'Zero is a value: code that asks `if (number)` takes it for one that is not there.',
      // No negative zero: JSON has none, so that none can reach a learner's function, and DynamoDB stores it as 0.
      draw: () => [0, 1, -1],
    },
  ],
};

/** What calls send and store, by how many: items in a batch of writes, keys in a batch of reads. */
const BATCH_WRITE_MAX = 25;
const BATCH_GET_MAX = 100;

/** How many there are of something: none, one, and one more than fits. */
export const SIZES: Sort<number> = {
  chapter: 'three-kinds-of-call',
  fewest: 1,
  ordinary: {
    id: 'ordinary',
    inWords: 'an ordinary size',
    why: ORDINARY_WHY,
    draw: (random) => [random.int(3, 7)],
  },
  awkward: [
    {
      id: 'none',
      inWords: 'the size of an empty list',
      why: 'A batch needs one item at least, a set one element; a Query that finds nothing replies with an empty list.',
      draw: () => [0],
    },
    {
      id: 'one',
      inWords: 'the size of a list of one',
      why: 'With one element there is no order, nothing between two, and nothing left when it is removed.',
      draw: () => [1],
    },
    {
      id: 'write-batch',
      inWords: 'sizes around that of a batch of writes',
      why: `BatchWriteItem takes ${BATCH_WRITE_MAX} items and refuses more.`,
      draw: () => [BATCH_WRITE_MAX, BATCH_WRITE_MAX + 1],
    },
    {
      id: 'read-batch',
      inWords: 'sizes around that of a batch of reads',
      why: `BatchGetItem and transactions take ${BATCH_GET_MAX} items and refuse more.`,
      draw: () => [BATCH_GET_MAX, BATCH_GET_MAX + 1],
    },
  ],
};
