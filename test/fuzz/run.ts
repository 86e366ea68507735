// node test/fuzz/run.ts [--requests 1000000] [--seed 1]: the large run. It ends with 1 when the engine is at fault.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parseArgs } from 'node:util';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { fuzz } from './fuzz.ts';

interface Job {
  readonly requests: number;
  readonly seed: number;
  /** One number, shared by the two threads: which request is being answered. */
  readonly current: Int32Array;
}

/** A request that is not answered after so long is a hang. Far above what a busy machine can do to an answer. */
const hangMs = 60_000;
/** What may stay in memory after garbage collection beyond what a tenth of the run has left there, in bytes. */
const leakBytesMax = 32 * 1024 * 1024;

if (isMainThread) await watch();
else work(workerData as Job);

/** Lets a worker do the run and sees that it goes on: nothing in a thread can interrupt its own endless loop. */
async function watch(): Promise<void> {
  const { values } = parseArgs({
    options: {
      requests: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: '1' },
    },
  });
  const current = new Int32Array(new SharedArrayBuffer(4));
  const job: Job = { requests: Number(values.requests), seed: Number(values.seed), current };
  const worker = new Worker(new URL(import.meta.url), { workerData: job });
  let last = -1;
  const watchdog = setInterval(() => {
    const now = Atomics.load(current, 0);
    if (now === last) {
      console.error(
        `The engine hangs. Seed ${job.seed}, request ${now}: no answer after ${hangMs / 1000} s.`,
      );
      process.exit(1);
    }
    last = now;
  }, hangMs);
  const ended = Promise.withResolvers<void>();
  worker.on('error', (error) => {
    console.error(error);
    process.exitCode = 1;
  });
  worker.on('exit', (code) => {
    if (code !== 0) process.exitCode = 1;
    ended.resolve();
  });
  await ended.promise;
  clearInterval(watchdog);
}

function work({ requests, seed, current }: Job): void {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const begin = performance.now();
  let early = 0;
  const tally = fuzz({
    seed,
    requests,
    progress: (number) => {
      Atomics.store(current, 0, number);
      if (number !== Math.floor(requests / 10)) return;
      collectGarbage();
      early = process.memoryUsage().heapUsed;
    },
  });
  collectGarbage();
  const grownBytes = process.memoryUsage().heapUsed - early;
  const { exceptions, slowest, ...counts } = tally;
  console.log({ seed, seconds: Math.round((performance.now() - begin) / 1000), ...counts, grownBytes });
  console.log(exceptions);
  console.log(`slowest: ${slowest.slice(0, 300)}`);
  if (grownBytes > leakBytesMax) {
    throw new Error(`${grownBytes} bytes stayed in memory after garbage collection: a leak.`);
  }
  console.log('No fault found.');
}
