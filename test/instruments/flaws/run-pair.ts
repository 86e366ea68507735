import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  judgeCheck,
  openTrial,
  type CheckVerdict,
  type Count,
  type TrialHost,
} from '@keysmith/instruments/host';
import { programHost, type ProgramOptions } from '../program-host.ts';
import type { FlawPair } from './pair.ts';

export interface PairFolder {
  readonly name: string;
  readonly folder: string;
  readonly pair: FlawPair;
}

type Variant = 'flawed' | 'corrected';

/** The verdict on one of the two programs, as a check of an exercise would get it. */
export async function judgePair(
  { name, folder, pair }: PairFolder,
  variant: Variant,
  options: ProgramOptions = {},
): Promise<CheckVerdict> {
  // A learner's frame lies below many of the SDK's; Playwright, where it is loaded, sets a limit of its own.
  Error.stackTraceLimit = 60;
  const spec = { id: name, task: 'task', title: pair.flaw, points: 1, needs: [] };
  return judgeCheck(spec, pair.check, await hostOf({ folder, pair }, variant, options));
}

/** How often the flaw shows when the instrument goes on after it has found it. */
export async function countFlaws(place: PairFolder, options: ProgramOptions = {}): Promise<readonly Count[]> {
  const host = await hostOf(place, 'flawed', { ...options, countsAll: true });
  const { trial, log, close } = openTrial(host, place.name);
  await place.pair.check(trial).catch(() => undefined);
  await close();
  return log.counts;
}

async function hostOf(
  { folder, pair }: Pick<PairFolder, 'folder' | 'pair'>,
  variant: Variant,
  options: ProgramOptions,
): Promise<TrialHost> {
  const host = programHost(await filesOf(folder, variant), folder, options);
  return { ...host, binding: { ...host.binding, read: () => Promise.resolve(pair.tables) } };
}

/** The program of the pair, and what both programs have in common: the version before, for one. */
async function filesOf(folder: string, variant: Variant) {
  const others = (await readdir(folder)).filter((name) => name.endsWith('.ts') && !OWN.includes(name));
  return Promise.all(
    [`${variant}.ts`, ...others].map(async (name) => ({
      name: name === `${variant}.ts` ? 'access.ts' : name,
      text: await readFile(join(folder, name), 'utf8'),
    })),
  );
}

const OWN = ['pair.ts', 'flawed.ts', 'corrected.ts'];
