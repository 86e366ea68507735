// `npm test`. Plain JavaScript without dependencies: it must run on an old Node with nothing installed.
import { handOver } from '../boot/hand-over.mjs';
import { installMissing } from '../boot/installed.mjs';
import { chooseNode } from '../boot/pinned-node.mjs';

const { installed, seconds, problem } = installMissing();
if (installed) console.log(`Installed in ${seconds.toFixed(0)} s.`);
const choice = problem ? { problem } : chooseNode();
if (choice.problem) {
  console.error(choice.problem);
  // The last line is counts, whatever happens: whoever reads only that must not take silence for success.
  console.log('0 passed, 1 failed');
  process.exitCode = 2;
} else {
  handOver(choice.program, 'src/doors/test.ts', process.argv.slice(2));
}
