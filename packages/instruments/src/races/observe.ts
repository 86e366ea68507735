import type { Recording } from '../replay/recording.ts';
import type { Observer } from './stepper.ts';

/** Writes down what clients do that are stepped; `ids` are the recording's names for them, in their order. */
export function observing(recording: Recording, ids: readonly string[]): Observer {
  const idOf = (client: number): string => ids[client] as string;
  return {
    called: (client, name, input) => recording.called(idOf(client), name, input),
    returned: (client, call) => recording.returned(idOf(client), call),
    async around({ client, footprint, sleepMs }, go) {
      if (sleepMs === undefined)
        return recording.request({ client: idOf(client), writes: footprint.writes }, go);
      await go();
      recording.add({ kind: 'sleep', client: idOf(client), milliseconds: sleepMs });
    },
  };
}
