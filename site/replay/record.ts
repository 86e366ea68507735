import { pathToFileURL } from 'node:url';
import { replaySchema, type Replay } from '@keysmith/course';
import type { Item, Rig, Tables } from '@keysmith/instruments';
import {
  FlawError,
  inProcessBinding,
  openTrial,
  recordScripts,
  type RecordOptions,
} from '@keysmith/instruments/host';
import { openEmbedded } from '@keysmith/table/embedded';

/**
 * What <slug>.replay.ts of a chapter exports beside the functions that its clients call. One of `find` and `record` is
 * there: a check with an instrument that must find a flaw, whose run is shown, or clients whose run shows itself.
 */
export interface ReplayProgram {
  readonly tables: Tables;
  /** What is stored before the run begins, by table. */
  readonly items: Readonly<Record<string, readonly Item[]>>;
  readonly find?: (rig: Rig) => Promise<void>;
  readonly record?: RecordOptions;
}

const SEED = 1;

/**
 * Runs the program of a replay on the embedded engine. The same program gives the same recording.
 *
 * @param file absolute path of <slug>.replay.ts
 * @throws {Error} if the instrument finds nothing, so that there is nothing to show.
 */
export async function recordReplay(file: string): Promise<Replay> {
  const program = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as ReplayProgram;
  const name = file.replace(/^.*[\\/]/, '');
  const server = openEmbedded();
  const { trial, close } = openTrial(
    {
      binding: inProcessBinding(() => Promise.resolve({ [name]: { ...program } })),
      openDoor: (namespace, options) => server.open(namespace, options),
      release: (namespace) => server.release(namespace),
      seed: SEED,
      namespacePrefix: 'replay',
    },
    name.replace('.replay.ts', ''),
  );
  try {
    const rig = await trial.open();
    for (const [table, items] of Object.entries(program.items)) await rig.write(table, items);
    return replaySchema.parse(plain(await runOf(program, rig)));
  } finally {
    await close();
  }
}

async function runOf({ find, record }: ReplayProgram, rig: Rig): Promise<unknown> {
  if (record !== undefined) return recordScripts(rig, record);
  if (find === undefined) throw new Error('A program of a replay exports `find` or `record`.');
  try {
    await find(rig);
  } catch (error) {
    if (error instanceof FlawError && error.report.replay !== undefined) return error.report.replay;
    throw error;
  }
  throw new Error('The instrument of this program found nothing, so there is no run to show.');
}

/** As it is read from a file again. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
