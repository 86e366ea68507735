import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createRunner, type Runner, type RunOutcome } from '@keysmith/grader';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { openJail, type OpenJail } from '../grader/sandbox/open-jail.ts';
import { runningToy, type RunningToy } from '../grader/toys.ts';
import { LAYERS, type Attack } from './attack.ts';

const ENTRIES = join(import.meta.dirname, 'entries');

const attacks = await Promise.all(
  readdirSync(ENTRIES).map(async (file) => {
    const { default: attack } = (await import(join(ENTRIES, file))) as { default: Attack };
    return { name: file.replace(/\.ts$/, ''), ...attack };
  }),
);

let toy: RunningToy;
let jail: OpenJail;
let runner: Runner | undefined;

beforeAll(async () => {
  toy = await runningToy();
  jail = await openJail();
});

afterAll(async () => {
  await runner?.close();
  await jail[Symbol.asyncDispose]();
  await toy[Symbol.asyncDispose]();
});

/** The judge works on a loaded machine, and an endless loop is one all the same. */
const STALL_MS = 6000;

interface Seen {
  readonly outcome: RunOutcome;
  readonly printed: string;
}

async function run(context: TestContext, learnerFolder: string): Promise<Seen> {
  const { exercise } = toy;
  runner ??= createRunner({ table: { kind: 'embedded' }, jail: jail.plan(context) });
  let printed = '';
  const outcome = await runner.run({
    exercise,
    learnerFolder,
    fallbackFolder: exercise.solutionFolder,
    seed: 1,
    stallMs: STALL_MS,
    onEvent: (event) => {
      if (event.type === 'output') printed += event.text;
    },
  });
  return { outcome, printed };
}

function accessOf({ top = '', keepNote = '', listNotes }: Attack): string {
  const list =
    listNotes ??
    `const { Items = [] } = await client.send(new QueryCommand({
    TableName: tables.main,
    KeyConditionExpression: 'shelf = :shelf',
    ExpressionAttributeValues: { ':shelf': input.shelf },
  }));
  return Items.map(({ note }) => String(note)).sort();`;
  return `import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';
${top}
export async function keepNote({ client, tables, sleep }: Context, input: { shelf: string; note: string }): Promise<void> {
  ${keepNote}
  await client.send(new PutCommand({ TableName: tables.main, Item: input }));
}

export async function listNotes({ client, tables }: Context, input: { shelf: string }): Promise<string[]> {
  ${list}
}
`;
}

const PASSED = [{ status: 'pass' }, { status: 'pass' }, { status: 'pass' }];

/** Points for the list, which no attack has earned. Where there is no verdict there is no mark. */
function pointsForTheList({ status, results }: RunOutcome): number {
  if (status === 'unjudged') return 0;
  return results.filter(({ task }) => task === 'list').reduce((sum, { points }) => sum + points, 0);
}

describe('the attacks', () => {
  it.each(LAYERS)('try the layer "%s"', (layer) => {
    expect(attacks.some((attack) => attack.layer === layer)).toBe(true);
  });

  it.for(attacks)('$layer: $name', { timeout: 240_000 }, async (attack, context) => {
    const folder = await toy.folder(`attacks/${attack.name}`, { 'access.ts': accessOf(attack) });
    const { outcome, printed } = await run(context, folder);
    expect(printed).not.toMatch(/SEEN|FOUND/);
    // Never a fault of the exercise, whatever the code does.
    expect(outcome).not.toMatchObject({ code: 'exercise' });
    expect(outcome).not.toMatchObject({ code: 'table' });
    for (const { status } of outcome.results) expect(status).not.toBe('error');
    if (attack.must === 'no-pass') expect(pointsForTheList(outcome)).toBe(0);
    else if (attack.code === undefined) expect(outcome).toMatchObject({ status: 'judged', results: PASSED });
    if (attack.code !== undefined) expect(outcome).toMatchObject({ code: attack.code });
    if (attack.limit !== undefined) expect(outcome).toMatchObject({ limit: attack.limit });
  });

  it('leave a right submission untouched', { timeout: 240_000 }, async (context) => {
    const { outcome } = await run(context, toy.exercise.solutionFolder);
    expect(outcome.results.map(({ status }) => status)).toEqual(['pass', 'pass', 'pass']);
  });
});
