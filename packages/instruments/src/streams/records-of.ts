import { insideOf, type Rig } from '../rig/rig.ts';
import { readStream, type StreamRecord } from './records.ts';

/**
 * What is in a table's stream by now, in order: for a check that hands a batch of its own to the learner's handler, to
 * measure what it costs.
 *
 * @throws {DefinitionError} when the table has no stream.
 */
export function recordsOf(rig: Rig, table = 'main'): Promise<StreamRecord[]> {
  const { door, names } = insideOf(rig);
  return readStream(door, { realName: names[table] ?? table, logicalName: table });
}
