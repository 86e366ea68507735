import type { Random } from '../random.ts';
import { preferred } from './exploration.ts';
import type { Choose, Step } from './stepper.ts';

/** Who was let go, step by step: [0, 0, 1, 0]. */
export type Schedule = readonly number[];

export function scheduleOf(steps: readonly Step[]): Schedule {
  return steps.map(({ client }) => client);
}

/** Follows a schedule as far as it fits: who is not there any more is left out, and at its end everybody goes on. */
export function following(schedule: Schedule): Choose {
  let at = 0;
  return (waiting, made) => {
    if (made.length === 0) at = 0;
    while (at < schedule.length) {
      const client = schedule[at] as number;
      at += 1;
      if (waiting.has(client)) return client;
    }
    return preferred([...waiting.keys()], made);
  };
}

/** Any client that waits, each as likely as the others. */
export function atRandom(random: Random): Choose {
  return (waiting) => random.pick([...waiting.keys()]);
}

/**
 * Schedules with a single switch, for a first verdict: each client stops once, before each of its requests, while all
 * others run to their end. `lengths` are the numbers of steps of each client in a run without a switch.
 */
export function* withOneSwitch(lengths: readonly number[]): Generator<Schedule> {
  for (const [client, length] of lengths.entries()) {
    for (let before = 1; before <= length; before += 1) {
      const others = lengths.flatMap((count, other) => (other === client ? [] : repeat(other, count)));
      yield [...repeat(client, before), ...others];
    }
  }
}

function repeat(client: number, count: number): number[] {
  return Array.from({ length: count }, () => client);
}

/** How often another client is let go than before. */
export function switchesOf(schedule: Schedule): number {
  return schedule.filter((client, at) => at > 0 && client !== schedule[at - 1]).length;
}

/** Whether each client comes to its end before the next in line begins: nothing runs side by side. */
export function isInLine(schedule: Schedule): boolean {
  return schedule.every((client, at) => client >= (schedule[at - 1] ?? client));
}

/** Whether each client comes to its end before another begins, whoever is first. */
export function isSerial(schedule: Schedule): boolean {
  return switchesOf(schedule) === Math.max(0, new Set(schedule).size - 1);
}

/** Whether a run went as a schedule says, as far as that goes. */
export function fits(schedule: Schedule, made: Schedule): boolean {
  return schedule.every((client, at) => client === made[at]);
}

/** Schedules with one switch less, made by moving one run of steps behind the next run of the same client. */
export function* shortened(schedule: Schedule): Generator<Schedule> {
  const blocks = blocksOf(schedule);
  for (let at = 0; at + 2 < blocks.length; at += 1) {
    for (let next = at + 2; next < blocks.length; next += 1) {
      if (blocks[next]?.[0] !== blocks[at]?.[0]) continue;
      const between = blocks.slice(at + 1, next);
      const [first, second] = [blocks[at] as number[], blocks[next] as number[]];
      const rest = blocks.slice(next + 1);
      yield [...blocks.slice(0, at), first, second, ...between, ...rest].flat();
      yield [...blocks.slice(0, at), ...between, first, second, ...rest].flat();
      break;
    }
  }
}

function blocksOf(schedule: Schedule): number[][] {
  const blocks: number[][] = [];
  for (const client of schedule) {
    const last = blocks.at(-1);
    if (last?.[0] === client) last.push(client);
    else blocks.push([client]);
  }
  return blocks;
}

/** A schedule as text: "A2B1A1". */
export function spell(schedule: Schedule): string {
  return blocksOf(schedule)
    .map((block) => `${letterOf(block[0] as number)}${block.length}`)
    .join('');
}

/** Reads what `spell` wrote; undefined for anything else. */
export function readSchedule(text: string): Schedule | undefined {
  if (!/^([A-Z]\d{1,4})*$/.test(text)) return undefined;
  return [...text.matchAll(/([A-Z])(\d+)/g)].flatMap(([, letter = 'A', count]) =>
    repeat(letter.charCodeAt(0) - FIRST_LETTER, Number(count)),
  );
}

const FIRST_LETTER = 'A'.charCodeAt(0);

export function letterOf(client: number): string {
  return String.fromCharCode(FIRST_LETTER + client);
}
