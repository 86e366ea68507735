// A process of its own, as a check has it: node instruments-child.ts <what>. Prints one figure as JSON.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crashes, expect, growth, races, type Trial } from '@keysmith/instruments';
import { openTrial, type Depth } from '@keysmith/instruments/host';
import { programHost } from '../instruments/program-host.ts';
import type { InstrumentFigure, InstrumentRow } from './instruments.ts';

interface Measured {
  readonly depth: Depth;
  check(trial: Trial): Promise<void>;
}

const REQUESTS = 6;
const LINES = 50;

async function race({ open }: Trial): Promise<void> {
  await races(await open(), {
    clients: {
      'client A': (client) => client.call('countUp', { times: REQUESTS }),
      'client B': (client) => client.call('countUp', { times: REQUESTS }),
    },
    async afterwards(after) {
      expect(await after.call('count')).toBe(2 * REQUESTS);
    },
  });
}

const rows: Readonly<Record<InstrumentRow, Measured>> = {
  interleavings: { depth: 'full', check: race },
  'first verdict of a race': { depth: 'quick', check: race },
  'crash sweep': {
    depth: 'full',
    async check({ random, open }) {
      const order = random.id('order');
      await crashes(await open(), {
        work: (client) => client.call('importLines', { order, lines: LINES }),
        async afterwards(after) {
          expect(await after.call('linesOf', { order })).toBe(LINES);
        },
      });
    },
  },
  growth: {
    depth: 'full',
    async check({ random, open }) {
      const rig = await open();
      const order = random.id('order');
      await rig.call('importLines', { order, lines: 5 });
      await growth(rig, {
        patterns: { 'lines of an order': (client) => client.run('linesOf', { order }) },
        unrelated: (client, chance) => client.call('importLines', { order: chance.id('order'), lines: 5 }),
        sizes: [1000, 10_000, 100_000],
      });
    },
  },
};

const row = rows[process.argv[2] as InstrumentRow];
if (row === undefined) throw new Error(`Name one of ${Object.keys(rows).join(', ')}.`);
const text = readFileSync(join(import.meta.dirname, 'instruments-access.ts'), 'utf8');
const begin = performance.now();
const host = programHost([{ name: 'access.ts', text }], import.meta.dirname, { depth: row.depth });
const { trial, log, close } = openTrial(host, 'bench');
await row.check(trial);
const ms = performance.now() - begin;
await close();
const [counted] = log.counts;
if (counted === undefined || counted.broken > 0) throw new Error('The check that is measured should pass.');
const figure: InstrumentFigure = { ms, tried: counted.tried };
process.stdout.write(JSON.stringify(figure), () => process.exit());
