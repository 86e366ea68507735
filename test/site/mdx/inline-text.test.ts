import { expect, it } from 'vitest';
import { splitCode } from '../../../site/mdx/inline-text.ts';

const code = (text: string) => ({ isCode: true, text });
const words = (text: string) => ({ isCode: false, text });

it.each([
  ['plain words', [words('plain words')]],
  ['at most `count` members', [words('at most '), code('count'), words(' members')]],
  ['`null` or `{ a }`', [code('null'), words(' or '), code('{ a }')]],
  ['a lone ` stays', [words('a lone ` stays')]],
  ['', []],
])('takes %j apart', (text, stretches) => {
  expect(splitCode(text)).toEqual(stretches);
});
