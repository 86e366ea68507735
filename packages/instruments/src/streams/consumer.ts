import { crashingProcess, type CrashPoint } from '../crashes/crash-door.ts';
import { createStriker } from '../faults/fault-door.ts';
import type { Between, ClientOf } from '../replay/record-run.ts';
import type { Recording } from '../replay/recording.ts';
import type { Run } from '../rig/client.ts';
import { SDK_ATTEMPTS_MAX } from '../rig/retries.ts';
import type { Rig } from '../rig/rig.ts';
import type { Delivery } from './deliveries.ts';
import { inWords, plural, type StreamRecord } from './records.ts';

/** The records of a batch are told before the call; their raw form would push everything else off the line. */
const BATCH = '{ Records }';

/** Who processes the batches of a shard: one process after the other, each with the learner's modules loaded afresh. */
export interface Consumer {
  readonly name: string;
  process(records: readonly StreamRecord[]): Promise<Run<unknown> | 'stopped'>;
}

export interface ConsumerParts {
  readonly name: string;
  readonly handler: string;
  readonly copy: Rig;
  readonly clientOf: ClientOf;
  readonly recording: Recording | undefined;
  /** The record that the handler cannot process. */
  readonly poison: StreamRecord | undefined;
  /** Is told of each request that goes to the table. */
  readonly onRequest: () => void;
}

export function createConsumer(parts: ConsumerParts, delivery: Delivery): Consumer {
  const { name, recording, poison } = parts;
  let before: readonly StreamRecord[] = [];
  const process = delivery.crash === undefined ? steady(parts, delivery) : crashing(parts, delivery.crash);
  return {
    name,
    process(records) {
      const isAgain = records.length === before.length && records.every((each, at) => each === before[at]);
      const what = isAgain ? `the same ${plural(records.length)} again` : inWords(records, poison);
      recording?.add({ kind: 'event', client: name, text: `gets ${what}` });
      before = records;
      return process(records);
    },
  };
}

/** One process for all batches. One of its requests may be refused. */
function steady(parts: ConsumerParts, { refused }: Delivery): Consumer['process'] {
  const { name, handler, clientOf } = parts;
  const striker = createStriker(
    refused === undefined ? undefined : { fault: 'throttle', request: refused, times: SDK_ATTEMPTS_MAX },
  );
  const between: Between = {
    inputInWords: BATCH,
    door: (inner, said) => {
      const door = striker.door(inner, said);
      return {
        send(request) {
          parts.onRequest();
          return door.send(request);
        },
      };
    },
  };
  const client = clientOf({ name }, between);
  return (Records) => client.run(handler, { Records });
}

/** Its first process stops at the point; a second one takes over. */
function crashing(
  { name, handler, copy, clientOf, recording }: ConsumerParts,
  point: CrashPoint,
): Consumer['process'] {
  let said: (fault: string) => void = () => undefined;
  const process = crashingProcess(point, {
    pass(milliseconds) {
      copy.clock.advance(milliseconds);
      recording?.add({ kind: 'sleep', client: name, milliseconds });
    },
    around(_request, isLast, send) {
      if (isLast) said('the reply is lost');
      return send();
    },
    onStop: () =>
      recording?.add({ kind: 'event', client: name, text: 'the process stops, and a new one takes over' }),
  });
  const first = clientOf(
    { name },
    {
      inputInWords: BATCH,
      sleep: process.sleep,
      door(inner, tell) {
        said = tell;
        return process.through(inner);
      },
    },
  );
  let client = first;
  return async (Records) => {
    const run = client.run(handler, { Records });
    if (client !== first) return run;
    const outcome = await Promise.race([run, process.stopped.then(() => 'stopped' as const)]);
    if (outcome === 'stopped') client = clientOf({ name }, { inputInWords: BATCH });
    return outcome;
  };
}
