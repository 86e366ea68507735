import type { Trial } from './trial.ts';

/** The body of a check. It passes when it returns and fails when it throws. */
export type CheckBody = (trial: Trial) => Promise<void> | void;

/**
 * Whoever runs a checks file: Vitest, the command's child process, the page's worker, the judge. The file itself
 * does not know which.
 */
export interface Host {
  register(id: string, body: CheckBody): void;
}

// The slot is global because a host and a checks file may load different copies of this module (Vitest does that).
const SLOT = Symbol.for('keysmith.host');

/** Makes this host the one that checks register with, until the function that it returns is called. */
export function installHost(host: Host): () => void {
  const slots = globalThis as { [SLOT]?: Host | undefined };
  const previous = slots[SLOT];
  slots[SLOT] = host;
  return () => {
    slots[SLOT] = previous;
  };
}

export function currentHost(): Host {
  const host = (globalThis as { [SLOT]?: Host })[SLOT];
  if (host !== undefined) return host;
  throw new Error(
    'A checks file runs inside a host. Run it with `npx keysmith test <exercise>`, ' +
      'or in the folder of the repository with `npx vitest run exercises/<chapter>/<exercise>`.',
  );
}
