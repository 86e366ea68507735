import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './root.mjs';

/**
 * Whether node_modules holds what the lock file asks for. npm keeps its own list of what it has installed; comparing
 * the two notices a first start, a `git pull` that changed the lock file, and an install that was broken off, whoever
 * ran npm.
 *
 * @param {string} root
 */
export function isInstalled(root = repository) {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const found = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined || found === undefined) return false;
  const wantedPaths = Object.keys(wanted).filter((path) => path !== '');
  return (
    // npm leaves out optional packages that are made for other platforms.
    wantedPaths.every((path) => (path in found ? same(wanted[path], found[path]) : wanted[path].optional)) &&
    Object.keys(found).every((path) => path in wanted)
  );
}

/**
 * Installs what is missing. npm's own words go to the terminal.
 *
 * @returns {{ installed: boolean, seconds: number, problem?: string }}
 */
export function installMissing() {
  if (isInstalled()) return { installed: false, seconds: 0 };
  const started = performance.now();
  console.log('Installing what is missing with `npm ci`. The first time takes a minute or so.');
  const { status, error } = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  const seconds = (performance.now() - started) / 1000;
  if (status === 0) return { installed: true, seconds };
  const reason = error ? error.message : `npm ended with exit code ${status}`;
  return {
    installed: false,
    seconds,
    problem:
      `\`npm ci\` failed (${reason}); its own message stands above.\n` +
      'Check the network and the free disk space (about 1 GB), then run the command again. If package-lock.json has\n' +
      'changes of your own, `npm install` brings the two in line.',
  };
}

/** Runs the npm that started us, or the one on the PATH. Windows starts npm.cmd only through a shell. */
function npm(args) {
  const script = process.env.npm_execpath;
  const options = { cwd: repository, stdio: 'inherit' };
  if (script?.endsWith('npm-cli.js')) return spawnSync(process.execPath, [script, ...args], options);
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function same(wanted, found) {
  return ['version', 'resolved', 'link', 'bin', 'dependencies'].every(
    (field) => JSON.stringify(wanted[field]) === JSON.stringify(found[field]),
  );
}
