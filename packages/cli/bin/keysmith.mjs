#!/usr/bin/env node
// The command `npx keysmith`. Plain JavaScript without dependencies: it must run on an old Node with nothing installed.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { handOver } from '../boot/hand-over.mjs';
import { isInstalled } from '../boot/installed.mjs';
import { chooseNode } from '../boot/pinned-node.mjs';
import { repository } from '../boot/root.mjs';

const choice = chooseNode();
if (!existsSync(join(repository, 'node_modules', '.package-lock.json'))) {
  console.error(
    `Keysmith is not installed yet: run \`npm install\` in ${repository}, then this command again.`,
  );
  process.exitCode = 2;
} else if (choice.problem) {
  console.error(choice.problem);
  process.exitCode = 2;
} else {
  if (!isInstalled()) {
    console.error(
      'The installed packages are not those of package-lock.json: run `npm install` to renew them.',
    );
  }
  handOver(choice.program, 'src/main.ts', process.argv.slice(2));
}
