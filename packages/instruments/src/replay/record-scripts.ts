import { observing } from '../races/observe.ts';
import { following, letterOf, readSchedule } from '../races/schedule.ts';
import { stepThrough, type Choose, type Script } from '../races/stepper.ts';
import { insideOf, type Rig } from '../rig/rig.ts';
import type { Replay } from './format.ts';
import { startRecording } from './recording.ts';

export interface RecordOptions {
  /** What the run shows, in one sentence. */
  readonly title: string;
  /** What each client does, by the name that its column gets. */
  readonly clients: Readonly<Record<string, Script>>;
  /** Who makes the next request, as "A2B1A1"; without it, and at its end, one client after the other. */
  readonly order?: string;
}

/** Runs clients in one order and writes down what happens. Nothing is judged: it is for texts that show a run. */
export async function recordScripts(
  rig: Rig,
  { title, clients, order = '' }: RecordOptions,
): Promise<Replay> {
  const schedule = readSchedule(order);
  if (schedule === undefined) throw new Error(`"${order}" is no order of clients; one looks like A2B3A1.`);
  const copy = await rig.fork();
  const recording = await startRecording(copy);
  const columns = Object.keys(clients).map((label, client) => ({ id: letterOf(client), label }));
  const observer = observing(
    recording,
    columns.map(({ id }) => id),
  );
  const first = following(schedule);
  const choose: Choose = (waiting, made) =>
    made.length < schedule.length ? first(waiting, made) : Math.min(...waiting.keys());
  await stepThrough({ rig: copy, clients, choose, observer });
  const { trial, close } = insideOf(copy);
  await close();
  return recording.finish({ instrument: 'recorder', title, seed: trial.seed, token: '', clients: columns });
}
