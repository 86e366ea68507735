import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  inProcessBinding,
  judgeCheck,
  openTrial,
  type CheckVerdict,
  type Count,
  type TrialHost,
} from '@keysmith/instruments/host';
import { openEmbedded } from '@keysmith/table/embedded';
import { link } from '../../../packages/grader/src/loader/link.ts';
import { createLoader } from '../../../packages/grader/src/loader/instances.ts';
import { nodeModules } from '../../../packages/grader/src/loader/node.ts';
import type { FlawPair } from './pair.ts';

export interface PairFolder {
  readonly name: string;
  readonly folder: string;
  readonly pair: FlawPair;
}

type Variant = 'flawed' | 'corrected';
type HostOptions = Partial<Pick<TrialHost, 'seed' | 'depth' | 'replay' | 'countsAll'>>;

/** The verdict on one of the two programs, as a check of an exercise would get it. */
export async function judgePair(
  { name, folder, pair }: PairFolder,
  variant: Variant,
  options: HostOptions = {},
): Promise<CheckVerdict> {
  const spec = { id: name, task: 'task', title: pair.flaw, points: 1, needs: [] };
  return judgeCheck(spec, pair.check, await hostOf({ folder, pair }, variant, options));
}

/** How often the flaw shows when the instrument goes on after it has found it. */
export async function countFlaws(place: PairFolder, options: HostOptions = {}): Promise<readonly Count[]> {
  const host = await hostOf(place, 'flawed', { ...options, countsAll: true });
  const { trial, log, close } = openTrial(host, place.name);
  await place.pair.check(trial).catch(() => undefined);
  await close();
  return log.counts;
}

async function hostOf(
  { folder, pair }: Pick<PairFolder, 'folder' | 'pair'>,
  variant: Variant,
  options: HostOptions,
): Promise<TrialHost> {
  const modules = link(await filesOf(folder, variant));
  const binding = inProcessBinding(createLoader(modules, nodeModules(folder)));
  const server = openEmbedded();
  return {
    binding: { ...binding, read: () => Promise.resolve(pair.tables) },
    openDoor: (namespace, given) => server.open(namespace, given),
    release: (namespace) => server.release(namespace),
    seed: 1,
    namespacePrefix: 'flaw',
    ...options,
  };
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
