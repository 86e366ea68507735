import type { Chance } from './chance.ts';

/** Values that are wrong almost everywhere, and wrong in another way each. */
const small: readonly (() => unknown)[] = [
  ...[null, '', 0, -1, 1.5, 1e308, 2 ** 53, true, false, '\0', '\ud800', '💥', ' '].map(
    (value) => () => value,
  ),
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'Things', 'Other', 'by-kind'].map(
    (text) => () => text,
  ),
  ...['NONE', 'TOTAL', 'ALL_OLD', 'COUNT', 'HASH', 'S', 'N', 'STRING_SET'].map((text) => () => text),
  () => [],
  () => ({}),
  () => [null],
  () => [[]],
  () => JSON.parse('{"__proto__": {"S": "x"}}') as unknown,
];

/** Attribute values, most of them refused. */
const attributeValues: readonly (() => unknown)[] = [
  { S: '' },
  { S: 7 },
  { N: '' },
  { N: 'NaN' },
  { N: '1e999' },
  { N: '-0.0' },
  { N: '12345678901234567890123456789012345678901' },
  { N: 1 },
  { B: '?' },
  { B: 'AQI' },
  { B: '' },
  { SS: [] },
  { SS: ['a', 'a'] },
  { NS: ['1', '1.0'] },
  { NS: [1] },
  { BS: ['AQ==', 'AQ=='] },
  { L: {} },
  { L: [null] },
  { M: [] },
  { M: { '': { S: 'x' } } },
  { S: 'a', N: '1' },
  { NULL: false },
  { NULL: 'x' },
  { BOOL: 'true' },
  { X: 'y' },
  {},
].map((value) => () => value);

/** Large or deep values. They are rare, because a million requests shall end today. */
const large: readonly ((chance: Chance) => unknown)[] = [
  (chance) => 'x'.repeat(1 + chance.below(5000)),
  () => 'é'.repeat(2049),
  () => ({ S: 'x'.repeat(410_000) }),
  () => ({ S: 'x'.repeat(2049) }),
  () => ({ N: '9'.repeat(10_000) }),
  () => nested(33, (inner) => ({ L: [inner] })),
  () => nested(2000, (inner) => ({ M: { a: inner } })),
  () => nested(2000, (inner) => [inner]),
  () => '('.repeat(4000),
  () => 'NOT '.repeat(1000),
  () => `a${'.a'.repeat(2000)}`,
  () => `a${'[0]'.repeat(1300)}`,
  () => 'x'.repeat(1_000_000),
  () => Array.from({ length: 101 }, () => ({})),
  () => Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`#${at}`, 'a'])),
];

function nested(levels: number, around: (inner: unknown) => unknown): unknown {
  let value: unknown = { S: 'x' };
  for (let level = 0; level < levels; level += 1) value = around(value);
  return value;
}

const words = [
  ...[
    'pk',
    'sk',
    'n',
    'kind',
    'body',
    'list',
    'sets',
    '#n',
    '#b',
    '#none',
    ':v',
    ':w',
    ':none',
    'name',
    'total',
  ],
  ...[
    '=',
    '<>',
    '<',
    '<=',
    '>',
    '>=',
    'AND',
    'OR',
    'NOT',
    'BETWEEN',
    'IN',
    '(',
    ')',
    ',',
    '.',
    '[',
    ']',
    '[0]',
  ],
  ...[
    '[99999999999]',
    '[-1]',
    '+',
    '-',
    'SET',
    'REMOVE',
    'ADD',
    'DELETE',
    'size',
    'size(',
    'attribute_exists(',
  ],
  ...[
    'attribute_type(',
    'contains(',
    'begins_with(',
    'if_not_exists(',
    'list_append(',
    'SELECT',
    '*',
    'FROM',
  ],
  ...[
    'WHERE',
    'INSERT INTO',
    'VALUE',
    'UPDATE',
    'RETURNING',
    '"Things"',
    "'x'",
    '?',
    '{',
    '}',
    '<<',
    '>>',
    '#',
    ':',
  ],
  ...['~', '"', "'", '1', '1e9', 'NULL', 'MISSING', 'é', '\0', '--', ';'],
];

/** Anything at all, for any place. */
export function junkFrom(chance: Chance): unknown {
  if (chance.oneIn(400)) return chance.pick(large)(chance);
  return chance.pick(chance.oneIn(2) ? small : attributeValues)();
}

/** Text that looks like an expression or a statement: words of both languages in any order. */
export function syntaxFrom(chance: Chance): string {
  return Array.from({ length: chance.below(16) }, () => chance.pick(words)).join(chance.oneIn(8) ? '' : ' ');
}

/** The text with a word of it taken out, doubled, exchanged, or put in. */
export function misspelt(text: string, chance: Chance): string {
  const parts = text.split(/(\s+|[(),.[\]])/);
  const at = chance.below(parts.length);
  const word = chance.pick(words);
  const kept = parts[at] ?? '';
  parts[at] = chance.pick([
    '',
    `${kept} ${kept}`,
    word,
    `${word} ${kept}`,
    kept.slice(1),
    kept.toUpperCase(),
  ]);
  return parts.join('');
}
