import { inProcessBinding, type TrialHost } from '@keysmith/instruments/host';
import { openEmbedded } from '@keysmith/table/embedded';
import { createLoader } from '../../packages/grader/src/loader/instances.ts';
import { link, type SourceFile } from '../../packages/grader/src/loader/link.ts';
import { nodeModules } from '../../packages/grader/src/loader/node.ts';

export type ProgramOptions = Partial<Pick<TrialHost, 'seed' | 'depth' | 'replay' | 'countsAll'>>;

/**
 * A host for trials of a small program on the embedded engine: its files take the way that a learner's files take, and
 * `tables` comes from them, too. Where two files export one name, the first that imports no other has it.
 *
 * @param folder absolute folder that stack traces name
 */
export function programHost(
  files: readonly SourceFile[],
  folder: string,
  options: ProgramOptions = {},
): TrialHost {
  const server = openEmbedded();
  return {
    binding: inProcessBinding(createLoader(link(files), nodeModules(folder))),
    openDoor: (namespace, given) => server.open(namespace, given),
    release: (namespace) => server.release(namespace),
    seed: 1,
    namespacePrefix: 'program',
    ...options,
  };
}
