import { readFile, writeFile } from 'node:fs/promises';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { recordReplay } from '../../../site/replay/record.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const programs = globSync(['chapters/*/*.replay.ts', 'chapters/*/*/*.replay.ts'], { cwd: ROOT })
  .map((file) => file.replaceAll('\\', '/'))
  .sort();

describe('the recorded runs of the chapters', () => {
  it('has some to compare', () => {
    expect(programs.length).toBeGreaterThanOrEqual(6);
  });

  it.each(programs)('%s gives the run that is recorded beside it', async (program) => {
    const recording = join(ROOT, program.replace(/ts$/, 'json'));
    const replay = await recordReplay(join(ROOT, program));
    if (process.env['KEYSMITH_UPDATE']) {
      await writeFile(recording, `${JSON.stringify(replay, undefined, 2)}\n`);
      return;
    }
    const recorded = JSON.parse(await readFile(recording, 'utf8')) as unknown;
    expect(replay, 'record it with KEYSMITH_UPDATE=1 if the change is meant').toEqual(recorded);
  });
});
