import { describe, expect, it } from 'vitest';
import { pageProgram, replaceOutputs, scanFences } from '@keysmith/course';

const RUN = '```ts run\nconsole.log(1);\n```\n';
const OUTPUT = '```text output\n1\n```\n';
const SETUP = '```ts setup\nconst tables = {};\n```\n';

describe('the fences of a text', () => {
  it('have language, words, lines and code', () => {
    expect(scanFences('one\n\n```ts run now\na\n\n  b\n```\ntwo\n~~~\nc\n~~~')).toEqual([
      {
        language: 'ts',
        meta: ['run', 'now'],
        line: 3,
        endLine: 7,
        closed: true,
        indent: '',
        code: 'a\n\n  b',
      },
      { language: '', meta: [], line: 9, endLine: 11, closed: true, indent: '', code: 'c' },
    ]);
  });

  it.each([
    ['fewer marks', '````md\n```\n````', '```'],
    ['other marks', '~~~md\n```\n~~~', '```'],
    ['marks with words behind', '```md\n``` no\n```', '``` no'],
  ])('are not closed by %s', (_what, text, code) => {
    expect(scanFences(text)).toMatchObject([{ code, closed: true }]);
  });

  it('may be indented as deep as they like, because MDX knows no indented code', () => {
    expect(scanFences('<Hint>\n      ```ts\n      a\n        b\n\n      ```\n</Hint>')).toMatchObject([
      { code: 'a\n  b\n', indent: '      ', line: 2, endLine: 6 },
    ]);
  });

  it('are no code spans', () => {
    expect(scanFences('```a``` b\n')).toEqual([]);
  });

  it('end with the text if nothing closes them', () => {
    expect(scanFences('```ts\na\nb')).toMatchObject([{ closed: false, endLine: 3, code: 'a\nb' }]);
  });
});

describe('the program of a page', () => {
  const codes = (text: string) =>
    pageProgram(text, 'p.mdx').problems.map(({ code, place }) => `${code} ${place}`);

  it('has a setup and runs with their outputs', () => {
    const { setup, runs, problems } = pageProgram(
      `${SETUP}\ntext\n\n${RUN}\n${OUTPUT}\n${RUN}${OUTPUT}`,
      'p.mdx',
    );
    expect(setup?.code).toBe('const tables = {};');
    expect(runs.map(({ run, output }) => [run.line, output?.line, output?.code])).toEqual([
      [7, 11, '1'],
      [15, 18, '1'],
    ]);
    expect(problems).toEqual([]);
  });

  it.each([
    ['a run without an output', `${RUN}\n${RUN}${OUTPUT}`, ['fence.no-output p.mdx:1']],
    [
      'an output behind text',
      `${RUN}\ntext\n\n${OUTPUT}`,
      ['fence.no-output p.mdx:1', 'fence.stray-output p.mdx:7'],
    ],
    ['an output behind nothing', OUTPUT, ['fence.stray-output p.mdx:1']],
    ['a second output', `${RUN}${OUTPUT}${OUTPUT}`, ['fence.stray-output p.mdx:7']],
    ['a second setup', `${SETUP}${SETUP}`, ['fence.second-setup p.mdx:4']],
    ['a setup behind a run', `${RUN}${OUTPUT}${SETUP}`, ['fence.late-setup p.mdx:7']],
    ['a fence that is not closed', '```json\n{}', ['fence.unclosed p.mdx:1']],
    ['other fences', '```ts\n```\n```json\n```\n', []],
  ])('has the problems of %s', (_what, text, wanted) => {
    expect(codes(text)).toEqual(wanted);
  });

  it('says what to do about each problem', () => {
    const { problems } = pageProgram(`${RUN}\n${OUTPUT}${OUTPUT}${SETUP}${SETUP}${RUN}\`\`\`ts`, 'p.mdx');
    expect(problems.map(({ code, remedy }) => [code, remedy])).toEqual([
      ['fence.unclosed', 'Close it with as many marks as open it.'],
      [
        'fence.no-output',
        'Run `KEYSMITH_UPDATE=1 npx vitest run test/content/fences.test.ts`, which writes it, and read what it wrote.',
      ],
      ['fence.stray-output', 'Mark the code before it as "ts run", or drop the word "output".'],
      ['fence.second-setup', 'Join the two, or make this one a run fence.'],
      ['fence.late-setup', 'Move it up.'],
    ]);
  });
});

describe('writing outputs into a text', () => {
  it('replaces those that are there and adds those that are not', () => {
    const text = `a\n${RUN}\n${OUTPUT}b\n${RUN}c\n`;
    expect(replaceOutputs(text, ['2\n3', '4'])).toBe(
      'a\n```ts run\nconsole.log(1);\n```\n\n```text output\n2\n3\n```\nb\n' +
        '```ts run\nconsole.log(1);\n```\n\n```text output\n4\n```\nc\n',
    );
  });

  it('leaves a text alone whose outputs are right, and shows no output as an empty fence', () => {
    const text = `${RUN}\n${OUTPUT}`;
    expect(replaceOutputs(text, ['1'])).toBe(text);
    expect(replaceOutputs(text, [''])).toBe('```ts run\nconsole.log(1);\n```\n\n```text output\n```\n');
  });

  it('keeps the indentation', () => {
    expect(replaceOutputs('  ```ts run\n  ```\n  ```text output\n  ```', ['1\n\n2'])).toBe(
      '  ```ts run\n  ```\n  ```text output\n  1\n\n  2\n  ```',
    );
  });
});
