import { bytesOf, LIMITS } from './limits.ts';
import type { Isolation } from './isolation.ts';

/** All that is needed to start a jail, found out once. Plain data: it crosses to the judge's process. */
export interface JailPlan {
  readonly isolation: Isolation;
  /** Absolute path of the Node program. */
  readonly node: string;
  /** Absolute path of the folder that holds the jail's program. */
  readonly program: string;
  /** Absolute paths of tools and libraries that have to be there: what Node and prlimit are linked with. */
  readonly libraries: readonly string[];
  /** Whether the judge may become another user. */
  readonly isRoot: boolean;
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

/** Users of that range belong to nobody on a usual system: systemd keeps it for services that come and go. */
const UID_FIRST = 61_184;
const UID_COUNT = 4_336;

/** Where things lie in the sandbox. */
const NODE = '/node';
const PROGRAM = '/jail';
/** The file of the program's folder that Node starts. */
export const BOOT = 'boot.cjs';
const PRLIMIT = '/usr/bin/prlimit';

/** The command that starts a jail; `number` is unlike that of any other jail on the machine at the time. */
export function jailCommand(plan: JailPlan, number: number): Command {
  const uid = String(UID_FIRST + (number % UID_COUNT));
  const node = [...nodeFlags(), `${plan.isolation === 'sandbox' ? PROGRAM : plan.program}/${BOOT}`];
  if (plan.isolation === 'none') return { file: plan.node, args: node };
  if (plan.isolation === 'container') {
    const all = [...asUser(uid), '--pdeathsig=KILL', PRLIMIT, ...rlimits(), plan.node, ...node];
    return { file: 'setpriv', args: all };
  }
  const inside = [...bwrapFlags(plan), PRLIMIT, ...rlimits(), NODE, ...node];
  return plan.isRoot
    ? { file: 'setpriv', args: [...asUser(uid), 'bwrap', ...inside] }
    : { file: 'bwrap', args: inside };
}

function asUser(uid: string): string[] {
  return [
    `--reuid=${uid}`,
    `--regid=${uid}`,
    '--clear-groups',
    '--no-new-privs',
    '--inh-caps=-all',
    '--bounding-set=-all',
  ];
}

/** Set in the sandbox's own user namespace, where its processes alone count. */
function rlimits(): string[] {
  const cpu = LIMITS.cpu.value;
  return [
    `--data=${bytesOf('memory')}`,
    `--as=${bytesOf('address-space')}`,
    `--nproc=${LIMITS.processes.value}`,
    `--nofile=${LIMITS['open-files'].value}`,
    `--fsize=${bytesOf('file-size')}`,
    // The first of the two tells that it was the limit; the code can ignore that, and not the second.
    `--cpu=${cpu}:${cpu + 5}`,
    '--core=0',
  ];
}

/** Room for what a jail makes while it starts. V8 begins with 1 MB, and collects garbage twice before a jail is there. */
const SEMI_SPACE_MIN_MB = 16;

/** What every jail's Node is started with. */
export function nodeFlags(): string[] {
  return [
    `--max-old-space-size=${LIMITS.heap.value}`,
    `--min-semi-space-size=${SEMI_SPACE_MIN_MB}`,
    '--no-addons',
    '--disable-sigusr1',
  ];
}

function bwrapFlags({ node, program, libraries }: JailPlan): string[] {
  return [
    ...['--unshare-all', '--uid', '65534', '--gid', '65534', '--hostname', 'sandbox'],
    ...['--die-with-parent', '--new-session', '--cap-drop', 'ALL', '--clearenv'],
    ...['--setenv', 'HOME', '/tmp', '--setenv', 'UV_THREADPOOL_SIZE', '1', '--setenv', 'TZ', 'UTC'],
    ...libraries.flatMap((path) => ['--ro-bind', path, path]),
    ...['--ro-bind', node, NODE, '--ro-bind', program, PROGRAM],
    ...['null', 'zero', 'urandom', 'random'].flatMap((name) => [
      '--dev-bind',
      `/dev/${name}`,
      `/dev/${name}`,
    ]),
    ...['--size', String(bytesOf('disk')), '--tmpfs', '/tmp', '--remount-ro', '/', '--chdir', '/tmp'],
  ];
}
