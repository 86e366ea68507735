import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeFigures } from '../../../packages/cli/src/practice/figures.ts';
import { FAILURE, resultOf } from '../render/verdicts.ts';

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'keysmith-figures-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

it('writes the pictures of a run in place of those of the run before', async () => {
  const withFigure = (at: number, svg: string) =>
    resultOf(at, 'fail', { ...FAILURE, figure: { svg, text: 'it grows' } });
  await writeFigures(root, 'keep-notes', [withFigure(0, '<svg>1</svg>'), withFigure(1, '<svg>2</svg>')]);

  const figures = await writeFigures(root, 'keep-notes', [
    resultOf(0, 'pass'),
    withFigure(1, '<svg>3</svg>'),
  ]);

  expect(figures).toEqual({ 'notes-listed': '.keysmith/figures/keep-notes/notes-listed.svg' });
  expect(await readdir(join(root, '.keysmith/figures/keep-notes'))).toEqual(['notes-listed.svg']);
  expect(await readFile(join(root, figures['notes-listed'] ?? ''), 'utf8')).toBe('<svg>3</svg>');
});
