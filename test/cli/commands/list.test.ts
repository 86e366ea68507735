import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeProgress } from '@keysmith/course';
import type { Toy } from '../../course/toy.ts';
import { run, runnableToy, workOf } from '../command.ts';

let toy: Toy;

beforeAll(async () => {
  toy = await runnableToy([
    { number: 16, slug: 'keep-notes' },
    { number: 20, slug: 'more-notes', prerequisites: ['keep-notes'] },
    { number: 21, slug: 'last-notes' },
  ]);
  await writeProgress(toy.root, {
    version: 1,
    exercises: {
      'keep-notes': { tasksPassed: ['keep', 'list'], passedAt: '2026-01-02T03:04:05.000Z' },
      'more-notes': { tasksPassed: ['keep'] },
      'gone-notes': { tasksPassed: ['keep'] },
    },
  });
});
afterAll(() => toy[Symbol.asyncDispose]());

describe('keysmith list', { timeout: 30_000 }, () => {
  it('shows every exercise under its chapter, and how far the learner is', async () => {
    const { code, stdout } = await run(toy.root, ['list']);
    expect(stdout).toBe(`
10  One to many
    ok    16  keep-notes  10 min  passed 2026-01-02
          20  more-notes  10 min  1 of 2 tasks
          21  last-notes  10 min

1 of 3 exercises passed
`);
    expect(code).toBe(0);
  });

  it('tells machines the same', async () => {
    const { stdout } = await run(toy.root, ['list', '--json']);
    expect(JSON.parse(stdout)).toMatchObject([
      { slug: 'keep-notes', number: 16, chapter: 'one-to-many', state: 'passed' },
      { slug: 'more-notes', state: 'started', tasksPassed: 1, tasks: 2 },
      { slug: 'last-notes', state: 'untouched' },
    ]);
  });

  it('works from any folder of the course', async () => {
    const { stdout } = await run(toy.root, ['list'], {
      env: { KEYSMITH_ROOT: '' },
      cwd: toy.path('exercises/10-one-to-many/16-keep-notes'),
    });
    expect(stdout).toContain('last-notes');
  });

  it('does without an exercise that an author has in the making', async () => {
    const hints = 'exercises/10-one-to-many/21-last-notes/hints.mdx';
    const text = await toy.read(hints);
    await toy.remove(hints);
    const [list, test] = await Promise.all([
      run(toy.root, ['list']),
      run(toy.root, ['test', 'last-notes', '--table', 'embedded']),
    ]);
    await toy.write(hints, text);
    expect(list.stdout).toContain('more-notes');
    expect(list.stdout).not.toContain('last-notes');
    expect(test.stderr).toContain('exercise.no-hints');
    expect(test.code).toBe(2);
  });
});

describe('keysmith next', { timeout: 30_000 }, () => {
  it('names the first open exercise, and the files and commands to do it with', async () => {
    const { code, stdout } = await run(toy.root, ['next']);
    expect(stdout).toBe(`
Notes: more-notes  20 more-notes

Keep notes on a shelf and list them again.
10 minutes · 2 tasks · chapter one-to-many · after keep-notes · 1 of 2 tasks
passed so far

read   the brief on the site (\`npm start\`), page /exercises/more-notes/
edit   ${workOf({ number: 20, slug: 'more-notes' })}/table.ts
       ${workOf({ number: 20, slug: 'more-notes' })}/access.ts
run    npx keysmith watch more-notes
stuck  npx keysmith hint more-notes
`);
    expect(code).toBe(0);
  });

  it('names the page about the exercise where there is one', async () => {
    const page = 'chapters/10-one-to-many/20-more-notes';
    for (const file of ['index.mdx', 'quiz.yaml'])
      await toy.write(`${page}/${file}`, await toy.read(`chapters/10-one-to-many/${file}`));
    const { stdout } = await run(toy.root, ['next']);
    await toy.remove(page);
    expect(stdout).toContain('learn  on the site, page /chapters/one-to-many/more-notes/\nread   the brief');
  });
});
