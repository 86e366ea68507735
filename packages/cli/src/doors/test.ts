// `npm test`: everything that there is to test, and the counts alone in the last line.
import { availableParallelism } from 'node:os';
import { onStop, createChildren } from './children.ts';
import { finalLine, isFine, strictly, type Counts } from './counts.ts';
import { runStage, STAGES, type StageEnd } from './stages.ts';
import { runTests } from './run-tests.ts';

const children = createChildren();
onStop(async () => {
  await children.end();
  console.log('Stopped.');
  process.exit(130);
});

const stages = await runStages();
const tests = await runTests(process.argv.slice(2), children);
const counts: Counts = {
  passed: tests.passed + stages.filter(({ passed }) => passed).length,
  failed: tests.failed + stages.filter(({ passed }) => !passed).length,
  skipped: tests.skipped.length,
};

console.log();
for (const { name, passed, seconds } of [...stages, tests.end]) {
  console.log(`${passed ? 'ok  ' : 'FAIL'}  ${name.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s`);
}
for (const [reason, number] of countBy(tests.skipped)) console.log(`skip  ${number} of the tests: ${reason}`);
const isStrict = Boolean(process.env['CI']);
if (isStrict && counts.skipped > 0) console.log('FAIL  CI is set, so what was skipped counts as failed.');
const final = isStrict ? strictly(counts) : counts;
console.log(finalLine(final));
process.exitCode = isFine(final) ? 0 : 1;

/** Runs the stages that need no table, as many at a time as the machine has cores. */
async function runStages(): Promise<readonly StageEnd[]> {
  const ends: StageEnd[] = [];
  const waiting = [...STAGES.entries()];
  const work = async () => {
    for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
      const [at, stage] = entry;
      const end = await runStage(stage, children);
      ends[at] = end;
      console.log(`${end.passed ? 'ok  ' : 'FAIL'}  ${end.name} (${end.seconds.toFixed(1)} s)`);
      if (!end.passed) console.log(end.output);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return ends;
}

function countBy(reasons: readonly string[]): ReadonlyMap<string, number> {
  const counted = new Map<string, number>();
  for (const reason of reasons) counted.set(reason, (counted.get(reason) ?? 0) + 1);
  return counted;
}
