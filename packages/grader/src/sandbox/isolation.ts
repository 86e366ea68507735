/**
 * How a submission is kept from everything else. `sandbox`: bubblewrap, every namespace unshared. `container`: another
 * user id and limits, on a machine that is one submission's own. `none`: a process of its own, and nothing more.
 */
export type Isolation = 'sandbox' | 'container' | 'none';

export const ISOLATIONS: readonly Isolation[] = ['sandbox', 'container', 'none'];

/** Why submissions cannot be isolated as was asked for; the message names the remedy. */
export type IsolationErrorCode =
  | 'isolation.not-linux'
  | 'isolation.no-bwrap'
  | 'isolation.no-tools'
  | 'isolation.not-root'
  | 'isolation.failed';

export class IsolationError extends Error {
  override readonly name = 'IsolationError';
  readonly code: IsolationErrorCode;

  constructor(code: IsolationErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** What a report says of an isolation that is less than the full one; undefined for the full one. */
export function lostBy(isolation: Isolation): string | undefined {
  return LOST[isolation];
}

const LOST: Readonly<Record<Isolation, string | undefined>> = {
  sandbox: undefined,
  container:
    'No namespaces: the code had another user id and limits, but could see the network, the files that every user of ' +
    'this machine may read, and other processes, and a process that it detached could outlive it.',
  none:
    'NOT ISOLATED: the code ran in a process of its own, with the rights of the one who graded. It could read, change ' +
    'and send anything that they can.',
};
