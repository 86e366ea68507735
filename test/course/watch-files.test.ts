import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { watchFiles } from '@keysmith/course';

const soon = { timeout: 10_000, interval: 20 };

it('sees files come, change, be replaced and go, in folders that were not there', async () => {
  const root = await mkdtemp(join(tmpdir(), 'keysmith-watch-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const folder = join(root, 'work', 'chapter', 'exercise');
  const file = join(folder, 'access.ts');
  const onChange = vi.fn();
  const seen = async (change: () => Promise<unknown>): Promise<void> => {
    const before = onChange.mock.calls.length;
    await change();
    await vi.waitFor(() => expect(onChange.mock.calls.length).toBeGreaterThan(before), soon);
  };
  const end = watchFiles([file, join(folder, 'table.ts')], onChange);
  await seen(async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(file, '1');
  });
  await seen(() => writeFile(file, '1, 2'));
  await seen(async () => {
    await writeFile(`${file}.new`, '1, 3');
    await rename(`${file}.new`, file);
  });
  await seen(() => rm(join(root, 'work'), { recursive: true }));
  end();
  const after = onChange.mock.calls.length;
  // Somebody who looks at the same file still sees what comes; whoever has ended does not.
  const other = vi.fn();
  const endOther = watchFiles([file], other);
  onTestFinished(endOther);
  await mkdir(folder, { recursive: true });
  await writeFile(file, '4');
  await vi.waitFor(() => expect(other).toHaveBeenCalled(), soon);
  expect(onChange.mock.calls.length).toBe(after);
});

it('sees what comes right after it was called, before it has looked again', async () => {
  const root = await mkdtemp(join(tmpdir(), 'keysmith-watch-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const file = join(root, 'new', 'access.ts');
  const onChange = vi.fn();
  onTestFinished(watchFiles([file], onChange));
  mkdirSync(join(root, 'new'));
  writeFileSync(file, '1');
  await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(1), soon);
});
