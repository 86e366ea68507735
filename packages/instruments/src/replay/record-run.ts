import type { Door } from '@keysmith/table/door';
import { FlawError, type FlawReport } from '../checks/failure.ts';
import { learnersOrThrow } from '../checks/trial-context.ts';
import { footprintOf } from '../races/footprint.ts';
import type { RecordedRequest } from '../recorder/trace.ts';
import type { Client, ClientOptions } from '../rig/client.ts';
import { insideOf, type Rig } from '../rig/rig.ts';
import { startRecording, type Recording } from './recording.ts';
import { timelineOf } from './timeline.ts';
import { ChanceError } from './chance-error.ts';
import { writeToken } from './token.ts';

/** What is between a client and the table in a run: the same whether the run is recorded or not. */
export interface Between {
  /**
   * Stands in front of the recorder; asked for once for each request, since several may be under way. `said` tells what
   * it did to the request, for the recording.
   */
  readonly door?: (inner: Door, said: (fault: string) => void) => Door;
  /** Takes the place of "time passes at once", and of its being told. */
  readonly sleep?: (milliseconds: number) => Promise<void>;
  /** Stands for the input of each call in the recording, where that is told in another way. */
  readonly inputInWords?: string;
}

/** Gives the clients of one run. */
export type ClientOf = (options: ClientOptions & { readonly name: string }, between?: Between) => Client;

/** One run of an instrument on a rig of its own; throws what the check throws. */
export type RunOnce = (copy: Rig, clientOf: ClientOf, recording?: Recording) => Promise<void>;

export interface RunAbout extends Pick<FlawReport, 'instrument' | 'tried'> {
  readonly number: number;
  /** What `--replay` needs to make this run again. */
  readonly plan: string;
  readonly why: string;
  readonly chapter: string;
}

/** What breaks in a run on a copy of the rig; undefined if nothing does. */
export async function tryRun(rig: Rig, run: RunOnce): Promise<Error | undefined> {
  const copy = await rig.fork();
  try {
    await run(copy, (options, between) => attach(copy, { ...options, between }));
    return undefined;
  } catch (error) {
    return learnersOrThrow(error, insideOf(copy).trial);
  } finally {
    await insideOf(copy).close();
  }
}

/** Makes a run that broke once more, writes it down, and tells it. */
export async function tellRun(rig: Rig, about: RunAbout, run: RunOnce): Promise<FlawError> {
  const { trial } = insideOf(rig);
  const copy = await rig.fork();
  const recording = await startRecording(copy);
  const names: string[] = [];
  const clientOf: ClientOf = (options, between) => {
    if (!names.includes(options.name)) names.push(options.name);
    return attach(copy, { ...options, between, recording });
  };
  const cause = await run(copy, clientOf, recording).then(
    () => undefined,
    (error: unknown) => learnersOrThrow(error, trial),
  );
  await insideOf(copy).close();
  if (cause === undefined) throw new ChanceError(`the run ${about.plan} of ${about.instrument}`);
  const { instrument, tried, number, plan, why, chapter } = about;
  const token = writeToken({ checkId: trial.checkId, seed: trial.seed, instrument: number, plan });
  const clients = names.map((name) => ({ id: name, label: name }));
  const replay = recording.finish({
    instrument,
    title: tried,
    broke: cause.message,
    seed: trial.seed,
    token,
    clients,
  });
  const timeline = timelineOf(replay);
  const requests = recording.requests;
  return new FlawError({ instrument, tried, timeline, why, chapter, token, replay, requests }, cause);
}

/** A client whose calls and requests are written down under an id of the recording's own. */
export function attachRecorded(
  rig: Rig,
  { id, ...options }: ClientOptions & { readonly id: string; readonly recording: Recording },
): Client {
  return attach(rig, { ...options, id });
}

interface AttachOptions extends ClientOptions {
  /** Under which the recording knows the client; its name unless it is given. */
  readonly id?: string;
  readonly between?: Between | undefined;
  readonly recording?: Recording | undefined;
}

function attach(copy: Rig, { between = {}, recording, id, ...options }: AttachOptions): Client {
  const inside = insideOf(copy);
  const name = id ?? options.name ?? '';
  let last: RecordedRequest | undefined;
  const recorded = (door: Door, faultNow: () => string | undefined): Door => ({
    async send(request) {
      const fault = faultNow();
      const { writes } = footprintOf(request, inside.lookup);
      let reply: Awaited<ReturnType<Door['send']>> | undefined;
      await recording?.request({ client: name, writes, ...(fault && { fault }) }, async () => {
        reply = await door.send(request);
        return last;
      });
      return reply as NonNullable<typeof reply>;
    },
  });
  const through = (recorder: Door): Door => ({
    async send(request) {
      let fault: string | undefined;
      let hasReached = false;
      const faultNow = () => {
        hasReached = true;
        return fault;
      };
      const inner = recording === undefined ? recorder : recorded(recorder, faultNow);
      const said = (text: string) => {
        fault = text;
      };
      const outer = between.door?.(inner, said) ?? inner;
      try {
        return await outer.send(request);
      } finally {
        // What did not reach the table is told too.
        if (fault !== undefined && !hasReached)
          recording?.add({ kind: 'event', client: name, text: `${request.operation}: ${fault}` });
      }
    },
  });
  return inside.attach(options, {
    through,
    onRequest: (request) => {
      last = request;
    },
    ...(recording && {
      onCall(called: string, given: unknown) {
        const input = between.inputInWords;
        if (input === undefined) recording.called(name, called, given);
        else recording.add({ kind: 'call', client: name, name: called, input });
      },
      onReturn: (call) => recording.returned(name, call),
      sleep: (milliseconds: number) => {
        copy.clock.advance(milliseconds);
        recording.add({ kind: 'sleep', client: name, milliseconds });
        return Promise.resolve();
      },
    }),
    ...(between.sleep && { sleep: between.sleep }),
  });
}
