import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Exploration } from '../../../packages/instruments/src/races/exploration.ts';
import { depend, type Footprint } from '../../../packages/instruments/src/races/footprint.ts';
import type { Choose, Step } from '../../../packages/instruments/src/races/stepper.ts';

/** What each client does, step by step: a program without branches. */
type Program = readonly (readonly Footprint[])[];

const place = (partition: string) => ({ table: 't', partition, sort: '' });
const reads = (partition: string): Footprint => ({ reads: [place(partition)], writes: [] });
const writes = (partition: string): Footprint => ({ reads: [], writes: [place(partition)] });

const RUNS_MAX = 20_000;

/** Runs a program as the stepper would. Gives the steps, and whether the run was broken off. */
function run(program: Program, choose: Choose): { steps: Step[]; brokenOff: boolean } {
  const steps: Step[] = [];
  const at = program.map(() => 0);
  for (;;) {
    const waiting = new Map(
      program.flatMap((own, client) => {
        const footprint = own[at[client] as number];
        return footprint === undefined ? [] : [[client, { footprint }] as const];
      }),
    );
    if (waiting.size === 0) return { steps, brokenOff: false };
    const chosen = choose(waiting, steps);
    if (chosen === undefined) return { steps, brokenOff: true };
    steps.push({ client: chosen, footprint: waiting.get(chosen)?.footprint as Footprint });
    at[chosen] = (at[chosen] as number) + 1;
  }
}

/** The same text for runs that differ in the order of independent steps only. */
function classOf(steps: readonly Step[]): string {
  const counts = new Map<number, number>();
  const names = steps.map(({ client }) => {
    counts.set(client, (counts.get(client) ?? 0) + 1);
    return `${client}.${counts.get(client)}`;
  });
  const order = steps.flatMap((step, later) =>
    steps
      .slice(0, later)
      .flatMap((other, earlier) =>
        other.client !== step.client && depend(other.footprint, step.footprint)
          ? [`${names[earlier]}<${names[later]}`]
          : [],
      ),
  );
  return order.sort().join(' ');
}

function everyClass(program: Program): Set<string> {
  const classes = new Set<string>();
  const visit = (steps: Step[], at: readonly number[]): void => {
    let isEnd = true;
    for (const [client, own] of program.entries()) {
      const footprint = own[at[client] as number];
      if (footprint === undefined) continue;
      isEnd = false;
      visit(
        [...steps, { client, footprint }],
        at.map((count, other) => (other === client ? count + 1 : count)),
      );
    }
    if (isEnd) classes.add(classOf(steps));
  };
  visit(
    [],
    program.map(() => 0),
  );
  return classes;
}

function explore(program: Program) {
  const exploration = new Exploration(depend);
  const complete: string[] = [];
  let brokenOff = 0;
  for (let runs = 0; !exploration.exhausted; runs += 1) {
    if (runs > RUNS_MAX) throw new Error('the exploration does not end');
    const made = run(program, exploration.choose);
    if (made.brokenOff) brokenOff += 1;
    else complete.push(classOf(made.steps));
    exploration.advance();
  }
  return { complete, brokenOff };
}

describe('the exploration', () => {
  it('makes one run where no two steps concern each other', () => {
    const program = [
      [writes('a'), reads('a'), writes('a')],
      [writes('b'), writes('b')],
      [reads('c'), reads('d')],
    ];
    expect(explore(program)).toMatchObject({ complete: [''], brokenOff: 0 });
  });

  it('makes every run where all steps concern each other', () => {
    const six = Array.from({ length: 6 }, () => writes('a'));
    expect(explore([six, six]).complete.length).toBe(924);
  });

  it('reaches every class of equivalent runs, each once', () => {
    const footprint = fc.oneof(
      fc.constantFrom('a', 'b', 'c').map(reads),
      fc.constantFrom('a', 'b', 'c').map(writes),
      fc.constant<Footprint>({ reads: [{ table: 't' }], writes: [] }),
      fc.constant<Footprint>({ reads: [place('a')], writes: [place('b')] }),
    );
    const programs = fc.oneof(
      fc.array(fc.array(footprint, { maxLength: 4 }), { minLength: 2, maxLength: 2 }),
      fc.array(fc.array(footprint, { maxLength: 3 }), { minLength: 3, maxLength: 3 }),
    );
    fc.assert(
      fc.property(programs, (program) => {
        const { complete } = explore(program);
        expect(new Set(complete)).toEqual(everyClass(program));
        expect(complete.length).toBe(new Set(complete).size);
      }),
      { seed: 20261123, numRuns: 300 },
    );
  });
});
