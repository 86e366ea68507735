import type { Random } from '../random.ts';
import { ORDINARY_WHY, type Kind, type Sort } from './kind.ts';

/** What keys are glued together with. */
export const DELIMITERS: readonly string[] = ['#', '/', '|', ':', '::'];

/** Identifiers that callers may choose: short, never empty, all different. */
export const IDS: Sort<string> = {
  chapter: 'items-types-and-keys',
  fewest: 2,
  ordinary: {
    id: 'ordinary',
    inWords: 'ordinary identifiers',
    why: ORDINARY_WHY,
    draw: (random) => [random.id('a'), random.id('b'), random.id('c')],
  },
  awkward: [
    {
      id: 'prefixes',
      inWords: 'identifiers of which one begins with another',
      why:
        'A begins_with compares characters and knows no words: it finds everything that begins so. Let the prefix ' +
        'end with the delimiter that follows the part.',
      draw(random) {
        const name = random.name();
        return [name, `${name} ${random.name()}`, `${name}${random.int(1, 9)}`, `${name}a`, `${name}~`];
      },
    },
    {
      id: 'delimiters',
      inWords: 'identifiers that hold the delimiters of keys',
      why:
        'DynamoDB knows no parts of a key: the string is the key. Where a part may hold the delimiter, two different ' +
        'lists of parts can make the same string, and one string can be taken apart in two ways.',
      draw(random) {
        const [one, other] = [random.id('a'), random.id('b')];
        const joined = random.shuffle(DELIMITERS).map((delimiter) => `${one}${delimiter}${other}`);
        return [one, ...joined, `${one}${random.pick(DELIMITERS)}`, `${random.pick(DELIMITERS)}${one}`];
      },
    },
    {
      id: 'escapes',
      inWords: 'identifiers that look like what escaping makes of others',
      why:
        'An escape that does not escape its own sign gives two identifiers the same escaped form, or cannot be undone. ' +
        'Escape the escape sign first.',
      draw(random) {
        const [one, other] = [random.id('a'), random.id('b')];
        return ['#', '%23', '%2523', '\\#', '\\\\#', '~', '\\'].map((middle) => `${one}${middle}${other}`);
      },
    },
    {
      id: 'digits',
      inWords: 'identifiers that are digits',
      why:
        'As text, "10" comes before "9", and "09" is another identifier than "9". A design that turns identifiers into ' +
        'numbers, or sorts them as if they were, confuses them.',
      draw: () => ['9', '10', '09', '99', '100', '1e1'],
    },
    {
      id: 'case',
      inWords: 'identifiers that differ in upper and lower case only',
      why:
        'DynamoDB compares bytes: "anna" and "Anna" are two keys. Whoever folds case on one way in must do it on every ' +
        'one, and only where two spellings are to mean the same.',
      draw(random) {
        const name = random.name();
        return [name, name.toLowerCase(), name.toUpperCase()];
      },
    },
    {
      id: 'order',
      inWords: 'identifiers that JavaScript sorts differently from DynamoDB',
      why:
        'DynamoDB sorts strings by their UTF-8 bytes, JavaScript by UTF-16 units. A character beyond U+FFFF, such as an ' +
        'emoji, comes after U+E000 to U+FFFF in the one order and before them in the other.',
      draw(random) {
        const name = random.name();
        const wide = String.fromCodePoint(random.int(0xff21, 0xff3a));
        const emoji = String.fromCodePoint(random.int(0x1f600, 0x1f64f));
        return [`${name}${wide}`, `${name}${emoji}`, `${name}é`, `${name}z`];
      },
    },
    {
      id: 'forms',
      inWords: 'identifiers that look the same and are other characters',
      why:
        'DynamoDB does not normalise: "é" as one character and "e" with an accent of its own are different keys, though ' +
        'no reader can tell them apart.',
      draw(random) {
        const name = random.name();
        const accented = random.pick(['é', 'ü', 'ñ', 'å']);
        return [`${name}${accented}`.normalize('NFC'), `${name}${accented}`.normalize('NFD')];
      },
    },
    {
      id: 'spaces',
      inWords: 'identifiers that differ in spaces only',
      why: 'DynamoDB trims nothing: a space at either end makes another key.',
      draw(random) {
        const id = random.id('a');
        return [id, ` ${id}`, `${id} `, `${id}\u00a0`, `${id}\t`];
      },
    },
    {
      id: 'properties',
      inWords: "identifiers that are names of JavaScript's own properties",
      why:
        'A plain object used as a dictionary inherits constructor and toString, and takes __proto__ for its prototype. ' +
        'Use a Map, or ask with Object.hasOwn.',
      draw: (random) => random.shuffle(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length']),
    },
  ],
};

const MANY_BYTES = 600;

const OWN: readonly Kind<string>[] = [
  {
    id: 'empty',
    inWords: 'texts of which one is empty',
    why:
      'An attribute may hold the empty string, a key may not; and code that asks `if (text)` takes it for one that is ' +
      'not there.',
    draw: (random) => ['', random.name(), ' '],
  },
  {
    id: 'bytes',
    inWords: 'texts with many bytes in few characters',
    why: 'Limits and units count the bytes of UTF-8: up to four for a character, where `length` counts one or two.',
    draw: (random) => [ofBytes(MANY_BYTES, random), ofBytes(MANY_BYTES + random.int(1, 3), random)],
  },
];

/** Texts that people write, for attributes: what identifiers may be, and empty or long. */
export const TEXTS: Sort<string> = {
  ...IDS,
  awkward: [...IDS.awkward, ...OWN].map((kind) => ({
    ...kind,
    inWords: kind.inWords.replace(/^identifiers/, 'texts'),
  })),
};

/** A text that takes exactly so many bytes, most of them in characters of four. */
export function ofBytes(bytes: number, random: Pick<Random, 'int'>): string {
  const emoji = String.fromCodePoint(random.int(0x1f600, 0x1f64f));
  return `${'x'.repeat(bytes % 4)}${emoji.repeat(Math.floor(bytes / 4))}`;
}
