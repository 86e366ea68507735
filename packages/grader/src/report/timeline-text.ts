import type { Replay } from '@keysmith/course';
import { timelineOf, type Replay as RecordedRun } from '@keysmith/instruments/host';

/** A recorded run as text again, in columns that together take no more than so many characters. */
export function timelineText(replay: Replay, widthMax: number): string {
  // One shape: only that the schema's optional members may be undefined as well.
  return timelineOf(replay as RecordedRun, { widthMax });
}
