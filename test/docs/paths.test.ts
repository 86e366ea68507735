import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** Files and folders of this repository that a text names in code spans: those that begin with a folder at its top. */
function pathsIn(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const spans = [...text.matchAll(/`((?:packages|test|site|docs|exercises|chapters|solutions)\/[\w./-]*)`/g)];
  return spans.flatMap(([, path = '']) => path);
}

describe.each([
  'docs/ARCHITECTURE.md',
  'docs/engine.md',
  'docs/instruments.md',
  'CONTRIBUTING.md',
  'README.md',
])('%s', (file) => {
  it('names no file or folder that is not there', () => {
    expect(pathsIn(file).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

it('finds the paths that it looks for', () => {
  expect(pathsIn('docs/ARCHITECTURE.md').length).toBeGreaterThan(10);
});
