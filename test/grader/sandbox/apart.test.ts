/* What two clients share in a process, they do not share as two servers do: it is no design of the table. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadCourse, type Exercise } from '@keysmith/course';
import { expect, it } from 'vitest';
import { gradeExercise } from '../../../packages/grader/src/batch/grade-exercise.ts';
import { toyInJail } from './open-jail.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** Of two callers at once, only the one whose process knows of the other is refused; the table is asked before, and not held. */
const SHARING = `export async function createWorkspace(
  { client, tables }: Context,
  { workspace, name, plan }: { workspace: string; name: string; plan: string },
): Promise<void> {
  const shared = globalThis as { opening?: Map<string, string> };
  const opening = (shared.opening ??= new Map());
  const key = \`\${tables['main']}/\${workspace}\`;
  const taken = () => Object.assign(new Error('It is there already.'), { name: 'WorkspaceExists' });
  if (opening.has(key) && opening.get(key) !== name) throw taken();
  opening.set(key, name);
  try {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: tables['main'],
        KeyConditionExpression: 'pk = :pk AND sk = :sk',
        ExpressionAttributeValues: { ':pk': partition(workspace), ':sk': WORKSPACE },
      }),
    );
    if (Items.length > 0) throw taken();
    const Item = { ...workspaceKey(workspace), type: 'workspace', workspace, name, plan };
    await client.send(new PutCommand({ TableName: tables['main'], Item }));
  } finally {
    opening.delete(key);
  }
}
`;

it(
  'finds what clients share in a process, whichever checks are in the sample',
  { timeout: 120_000 },
  async (context) => {
    const { toy, runner } = await toyInJail(context);
    const { exercises } = await loadCourse(ROOT, { only: [] });
    const exercise = exercises.find(({ slug }) => slug === 'composite-key') as Exercise;
    const [access, table] = await Promise.all(
      ['access.ts', 'table.ts'].map((name) => readFile(join(exercise.solutionFolder, name), 'utf8')),
    );
    const sharing = (access ?? '').replace(/export async function createWorkspace[\s\S]*?\n\}\n/, SHARING);
    expect(sharing).toContain('opening.delete');
    const folder = await toy.folder('sharing', { 'access.ts': sharing, 'table.ts': table ?? '' });

    const judge = (isSpread: boolean) =>
      runner.run({
        exercise,
        learnerFolder: folder,
        seed: 1,
        only: ['one-wins'],
        isConfirmed: false,
        isSpread,
      });
    expect((await judge(false)).results.at(-1)).toMatchObject({ id: 'one-wins', status: 'pass' });
    expect((await judge(true)).results.at(-1)).toMatchObject({ id: 'one-wins', status: 'fail' });

    const found = { kind: 'files', folder } as const;
    const seeds = { visible: 1, hidden: 9 };
    const grade = await gradeExercise({ exercise, found }, { runner, seeds });
    const checks = grade.status === 'graded' ? grade.checks : [];
    expect(checks.find(({ id }) => id === 'one-wins')).toMatchObject({
      hidden: 'pass',
      visible: 'fail',
      points: 0,
    });
  },
);
