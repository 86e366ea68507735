import { inProcessBinding, openTrial, type OpenTrial, type TrialHost } from '@keysmith/instruments/host';
import type { Context, Rig, Tables } from '@keysmith/instruments';
import { openEmbedded } from '@keysmith/table/embedded';

/** A learner's functions, as their modules export them. */
export type Functions = Readonly<Record<string, (context: Context, input: never) => Promise<unknown>>>;

type Options = Partial<Pick<TrialHost, 'seed' | 'depth' | 'replay' | 'countsAll' | 'openDoor'>>;

export interface OpenRig extends Pick<OpenTrial, 'log'> {
  readonly rig: Rig;
}

/** A rig on the embedded engine for functions that a test brings along. Its check is called "check", its seed is 1. */
export async function openRig(
  tables: Tables,
  functions: Functions,
  { openDoor, ...options }: Options = {},
): Promise<OpenRig> {
  const server = openEmbedded();
  const { trial, log } = openTrial(
    {
      binding: inProcessBinding(() => Promise.resolve({ 'access.ts': { tables, ...functions } })),
      openDoor: openDoor ?? ((namespace, given) => server.open(namespace, given)),
      release: (namespace) => server.release(namespace),
      seed: 1,
      namespacePrefix: 'test',
      ...options,
    },
    'check',
  );
  return { rig: await trial.open(), log };
}
