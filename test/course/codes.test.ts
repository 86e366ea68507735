import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');

/** The texts of all TypeScript files in a folder of the repository. */
function textsIn(folder: string): readonly string[] {
  const cwd = join(ROOT, folder);
  return globSync('**/*.ts', { cwd }).map((file) => readFileSync(join(cwd, file), 'utf8'));
}

it('has a test for every problem that the course can report', () => {
  const codes = textsIn('packages/course/src').flatMap((text) =>
    [...text.matchAll(/code: '([a-z]+(?:-[a-z]+)*\.[a-z-]+)'/g)].map((match) => match[1] ?? ''),
  );
  const tests = textsIn('test/course').join('\n');
  expect(codes.length).toBeGreaterThan(40);
  const quoted = (code: string) => new RegExp(`['\`]${code}['\` ]`);
  expect(codes.filter((code) => !quoted(code).test(tests))).toEqual([]);
});
