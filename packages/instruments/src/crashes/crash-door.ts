import type { Door, WireRequest } from '@keysmith/table/door';

/** Where a process stops: before it sends its k-th request, or after that was carried out and before the reply is there. */
export interface CrashPoint {
  readonly request: number;
  readonly when: 'before' | 'after';
}

/** "before3", "after12". */
export function spellPoint({ request, when }: CrashPoint): string {
  return `${when}${request}`;
}

/** Reads what `spellPoint` wrote; undefined for anything else. */
export function readPoint(text: string): CrashPoint | undefined {
  const match = /^(before|after)([1-9]\d{0,5})$/.exec(text);
  return match === null ? undefined : { when: match[1] as 'before' | 'after', request: Number(match[2]) };
}

/** What a process does to the table, until it stops. */
export interface CrashingProcess {
  readonly through: (door: Door) => Door;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Requests that were sent, the one that it stopped at included. */
  readonly requests: number;
  /** Resolves when the process has stopped; never, if it does not come to that. */
  readonly stopped: Promise<void>;
}

export interface CrashHooks {
  readonly pass: (milliseconds: number) => void;
  readonly onStop?: (request: WireRequest) => void;
  /** Around each request that reaches the table. */
  readonly around?: (
    request: WireRequest,
    isLast: boolean,
    send: () => ReturnType<Door['send']>,
  ) => ReturnType<Door['send']>;
}

/**
 * A process that stops at a point. From then on its promises never settle: no code of it runs any more, so that neither
 * `finally` nor `catch` can tidy up, as none could if the machine were gone.
 */
export function crashingProcess(point: CrashPoint | undefined, hooks: CrashHooks): CrashingProcess {
  let requests = 0;
  let isStopped = false;
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const never = new Promise<never>(() => undefined);
  const end = (request: WireRequest): Promise<never> => {
    isStopped = true;
    hooks.onStop?.(request);
    stop();
    return never;
  };
  const through = (door: Door): Door => ({
    async send(request) {
      if (isStopped) return never;
      requests += 1;
      const isLast = requests === point?.request;
      if (isLast && point.when === 'before') return end(request);
      if (isLast) isStopped = true;
      const send = () => door.send(request);
      const reply = await (hooks.around?.(request, isLast, send) ?? send());
      if (isLast) return end(request);
      return isStopped ? never : reply;
    },
  });
  return {
    through,
    sleep(milliseconds) {
      if (isStopped) return never;
      hooks.pass(milliseconds);
      return Promise.resolve();
    },
    get requests() {
      return requests;
    },
    stopped,
  };
}
