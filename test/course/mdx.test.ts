import { describe, expect, it } from 'vitest';
import { lineAt, proseOf, tagsOf } from '../../packages/course/src/mdx.ts';

describe('the prose of a text', () => {
  it('keeps length and lines, and blanks what only shows characters', () => {
    const text = 'a `<B>` c\n```mdx\n<D />\n```\n{/* <E>\n */} ``f ` <G>`` h';
    const prose = proseOf(text);
    expect(prose).toHaveLength(text.length);
    expect(prose.split('\n')).toHaveLength(6);
    expect(prose.replace(/\s+/g, ' ')).toBe('a c h');
  });

  it('takes a single backtick in a paragraph for itself', () => {
    expect(proseOf('a ` b\n\nc ` <D>')).toBe('a ` b\n\nc ` <D>');
  });
});

describe('the tags of a prose', () => {
  it('are those of components, with their attributes', () => {
    const prose = 'x <b>y</b>\n<Hint task="keys" layer={ 1 }\n  why=\'a > b\'>z</Hint> <Fact id="x" />';
    const tags = tagsOf(prose);
    expect(tags.map(({ name, line, selfClosing }) => [name, line, selfClosing])).toEqual([
      ['Hint', 2, false],
      ['Fact', 3, true],
    ]);
    expect([...(tags[0]?.attributes ?? [])]).toEqual([
      ['task', 'keys'],
      ['layer', '1'],
      ['why', 'a > b'],
    ]);
    expect(prose.slice(tags[0]?.start, tags[0]?.end)).toBe('<Hint task="keys" layer={ 1 }\n  why=\'a > b\'>');
  });

  it('end behind braces and quotes that hold a >', () => {
    const prose = '<TablePicture query={{ pk: \'}\', sk: { gt: "1>0" } }} caption="a>b" /> rest';
    expect(prose.slice(tagsOf(prose)[0]?.end)).toBe(' rest');
  });

  it('end with a text that does not close them', () => {
    expect(tagsOf('<Hint task="x"')).toMatchObject([{ name: 'Hint', end: 14 }]);
  });
});

it('counts lines from 1', () => {
  expect([0, 1, 2].map((offset) => lineAt('a\nb', offset))).toEqual([1, 1, 2]);
});
