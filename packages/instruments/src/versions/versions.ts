import { compareWithModel, type OracleOptions } from '../oracle/oracle.ts';
import type { Rig } from '../rig/rig.ts';

export interface VersionOptions<Model> extends OracleOptions<Model> {
  /** The learner's file with the functions as they were: "before.ts". */
  readonly old: string;
  /** The file with the same functions as they will be: "access.ts". */
  readonly new: string;
}

/**
 * Runs the old and the new version of a data layer side by side on the same tables, as they run while a change is
 * rolled out, and rolled back: each call is served by one of the two, in any order. Results are compared with a model,
 * as the oracle does it.
 *
 * @throws {FlawError} with the shortest sequence of calls that differs, and which version served each.
 */
export function versions<Model>(rig: Rig, options: VersionOptions<Model>): Promise<void> {
  return compareWithModel(rig, options, {
    instrument: 'versions',
    tried:
      'The old and the new version served calls on the same tables, in any order, as they do while a change is rolled ' +
      'out or back; this is the shortest sequence found that ends wrong.',
    why:
      'A release does not replace all processes at once, and may be taken back. Until then each version meets items ' +
      'that the other one has written.',
    chapter: 'online-migrations',
    clients: (clientOf) => [
      clientOf({ name: 'old version', from: options.old }),
      clientOf({ name: 'new version', from: options.new }),
    ],
  });
}
