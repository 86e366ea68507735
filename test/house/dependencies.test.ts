import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { describe, expect, it, onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Cruises the folders below a base and gives the broken rules as "rule: from → to". */
async function violations(baseDir: string, folders: readonly string[]) {
  const options = await extractDepcruiseOptions(`${root}/.dependency-cruiser.mjs`);
  const tsConfig = extractTSConfig(`${root}/tsconfig.json`);
  const { output } = await cruise([...folders], { ...options, baseDir }, {}, { tsConfig });
  const { summary } = output as ICruiseResult;
  return {
    modules: summary.totalCruised,
    broken: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
  };
}

/** A house in a temporary folder, made of these files. */
function build(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'keysmith-house-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

describe('the house', { timeout: 60_000 }, () => {
  it('lets arrows go down only', async () => {
    const found = await violations(root, ['packages', 'chapters', 'exercises', 'solutions', 'site']);
    expect(found.modules).toBeGreaterThan(50);
    expect(found.broken).toEqual([]);
  });

  it('would notice an arrow that goes up, and Node in the engine', async () => {
    const house = build({
      'packages/engine/src/index.ts':
        "import { readFileSync } from 'node:fs';\nimport { door } from '../../table/src/door.ts';\nexport default [readFileSync, door];\n",
      'packages/table/src/door.ts': "export const door = 'a door';\n",
      'exercises/01-x/checks.test.ts':
        "import { door } from '../../packages/table/src/door.ts';\nexport default door;\n",
    });
    expect((await violations(house, ['packages', 'exercises'])).broken).toEqual(
      expect.arrayContaining([
        'engine-imports-only-its-neighbours: packages/engine/src/index.ts → packages/table/src/door.ts',
        'engine-has-no-dependency: packages/engine/src/index.ts → fs',
        'checks-import-instruments-and-domains-only: exercises/01-x/checks.test.ts → packages/table/src/door.ts',
      ]),
    );
  });
});
