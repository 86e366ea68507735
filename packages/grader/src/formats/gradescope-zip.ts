import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync, type Zippable, type ZipOptions } from 'fflate';

export interface GradescopeZipOptions {
  /** Absolute folder of the course's repository. */
  readonly root: string;
  /** Slugs of the exercises that the assignment asks for. */
  readonly exercises: readonly string[];
  /** The hidden seed. It stands in the zip, which only instructors see. */
  readonly seed: number;
}

/** What grading reads of the repository; the site, the tests and what npm installs stay out. */
const PARTS = ['packages', 'exercises', 'chapters', 'solutions', 'package.json', 'package-lock.json'];
const NOT_TAKEN = new Set(['node_modules', '.astro', 'dist']);

/** Any day: the zip is the same whenever it is made. */
const DAY = new Date(2026, 0, 1);
const UNIX = 3;

/**
 * The zip that Gradescope takes as an autograder: `setup.sh`, run once when the image is built, `run_autograder`, run for
 * each submission, and the course. Gradescope gives each submission a container of its own.
 */
export async function gradescopeZip({ root, exercises, seed }: GradescopeZipOptions): Promise<Uint8Array> {
  const paths = (await Promise.all(PARTS.map((part) => filesIn(root, part)))).flat().sort();
  const files: Zippable = {
    'setup.sh': [Buffer.from(SETUP), mode(0o755)],
    run_autograder: [Buffer.from(runAutograder(exercises, seed)), mode(0o755)],
  };
  for (const path of paths) files[`keysmith/${path}`] = [await readFile(join(root, path)), mode(0o644)];
  return zipSync(files, { mtime: DAY, level: 6 });
}

/** Paths inside the root, with forward slashes. */
async function filesIn(root: string, path: string): Promise<string[]> {
  const entries = await readdir(join(root, path), { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return [path];
  const found = entries
    .filter(({ name }) => !NOT_TAKEN.has(name))
    .map((entry) => {
      const inside = `${path}/${entry.name}`;
      if (entry.isDirectory()) return filesIn(root, inside);
      return entry.isFile() ? [inside] : [];
    });
  return (await Promise.all(found)).flat();
}

function mode(bits: number): ZipOptions {
  return { os: UNIX, attrs: bits << 16 };
}

const SETUP = `#!/usr/bin/env bash
# Runs once, when Gradescope builds the image: a Node for npm, and the course's packages.
set -euo pipefail
NODE=v24.11.0
cd /tmp
curl -fsSLO "https://nodejs.org/dist/$NODE/node-$NODE-linux-x64.tar.gz"
curl -fsSL "https://nodejs.org/dist/$NODE/SHASUMS256.txt" | grep " node-$NODE-linux-x64.tar.gz\\$" | sha256sum --check
tar -xzf "node-$NODE-linux-x64.tar.gz" -C /usr/local --strip-components=1
cd /autograder/source/keysmith
npm ci --omit=dev
`;

/** The submission is copied into a class of one, which is graded and converted. */
function runAutograder(exercises: readonly string[], seed: number): string {
  return `#!/usr/bin/env bash
# Runs for each submission, in a container of its own.
set -euo pipefail
class=$(mktemp -d)
marks=$(mktemp -d)
cp -R --no-dereference /autograder/submission "$class/submission"
cd /autograder/source/keysmith
export KEYSMITH_ROOT=$PWD
keysmith=(node packages/cli/bin/keysmith.mjs --plain)
"\${keysmith[@]}" grade "$class" --exercise ${exercises.join(' ')} --isolation container --seed ${seed} --out "$marks"
"\${keysmith[@]}" marks gradescope "$marks"
mkdir -p /autograder/results
cp "$marks/submissions/submission/gradescope.json" /autograder/results/results.json
`;
}
