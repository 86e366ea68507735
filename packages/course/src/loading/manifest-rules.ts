import type { Hint } from '../model.ts';
import type { CheckDefinition, Manifest } from '../schemas/exercise.ts';
import { findCycles } from './cycles.ts';
import { lineOf, type DataFile } from './data-file.ts';
import type { IssuePath } from './issue-sentence.ts';

/** Reports what a manifest says that no single field shows: names used twice, references into nothing, cycles. */
export function reportManifest(manifest: Manifest, file: DataFile): void {
  reportTwice(manifest, file);
  reportTasks(manifest, file);
  reportNeeds(manifest.checks, file);
}

/** Reports checks that send a learner to a hint that is not there. */
export function reportHintReferences(manifest: Manifest, hints: readonly Hint[], file: DataFile): void {
  for (const [at, check] of manifest.checks.entries()) {
    const layers = hints.filter(({ task }) => task === check.task).map(({ layer }) => layer);
    if (layers.length === 0 || layers.includes(check.hint)) continue;
    file.report({
      code: 'check.hint-missing',
      place: placeOf(file, ['checks', at, 'hint']),
      rule: `A check points to a layer of its task's hints; "${check.id}" points to layer ${check.hint}, and task "${check.task}" has ${layers.join(', ')}.`,
      remedy: 'Write that layer in hints.mdx, or correct `hint` of the check.',
    });
  }
}

function reportTwice(manifest: Manifest, file: DataFile): void {
  const lists = [
    { names: manifest.tasks.map(({ id }) => id), field: 'tasks', code: 'task.twice', noun: 'A task id' },
    { names: manifest.checks.map(({ id }) => id), field: 'checks', code: 'check.twice', noun: 'A check id' },
    { names: manifest.files, field: 'files', code: 'manifest.file-twice', noun: 'A learner file' },
  ];
  for (const { names, field, code, noun } of lists) {
    for (const [at, name] of names.entries()) {
      if (names.indexOf(name) === at) continue;
      file.report({
        code,
        place: placeOf(file, [field, at, 'id']),
        rule: `${noun} is named once in a manifest, and "${name}" stands here again.`,
        remedy: 'Rename or delete one of the two.',
      });
    }
  }
}

function reportTasks({ tasks, checks }: Manifest, file: DataFile): void {
  for (const [at, check] of checks.entries()) {
    if (tasks.some(({ id }) => id === check.task)) continue;
    file.report({
      code: 'check.unknown-task',
      place: placeOf(file, ['checks', at, 'task']),
      rule: `A check judges a task of its exercise; "${check.id}" names "${check.task}", which is none.`,
      remedy: `Name one of: ${tasks.map(({ id }) => id).join(', ')}.`,
    });
  }
  for (const [at, task] of tasks.entries()) {
    if (checks.some((check) => check.task === task.id)) continue;
    file.report({
      code: 'task.no-check',
      place: placeOf(file, ['tasks', at, 'id']),
      rule: `Every task has a check, or it would be passed by doing nothing; task "${task.id}" has none.`,
      remedy: 'Add a check with this task, or delete the task.',
    });
  }
}

function reportNeeds(checks: readonly CheckDefinition[], file: DataFile): void {
  const order = checks.map(({ id }) => id);
  const cycles = findCycles(new Map(checks.map(({ id, needs }) => [id, needs])));
  for (const cycle of cycles) {
    file.report({
      code: 'check.needs-cycle',
      place: placeOf(file, ['checks', order.indexOf(cycle[0] ?? ''), 'needs']),
      rule: `Checks do not wait for each other in a circle, and these do: ${[...cycle, cycle[0]].join(' → ')}.`,
      remedy: 'Take one of these out of a `needs`.',
    });
  }
  const inCycle = new Set(cycles.flat());
  for (const [at, { id, needs }] of checks.entries()) {
    for (const [which, needed] of needs.entries()) {
      const place = (): string => placeOf(file, ['checks', at, 'needs', which]);
      if (!order.includes(needed)) {
        file.report({
          code: 'check.needs-unknown',
          place: place(),
          rule: `A check needs checks of its own exercise; "${id}" needs "${needed}", which is none.`,
          remedy: `Name one of: ${order.filter((other) => other !== id).join(', ')}.`,
        });
      } else if (order.indexOf(needed) > at && !inCycle.has(id)) {
        file.report({
          code: 'check.needs-later',
          place: place(),
          rule: `A check needs only checks before it, because they run in order; "${id}" needs "${needed}", a later one.`,
          remedy: `Move "${needed}" before "${id}" in the manifest.`,
        });
      }
    }
  }
}

/** For what is reported only: to find a line, the whole file is parsed anew. */
function placeOf(file: DataFile, path: IssuePath): string {
  const line = lineOf(file, ['keysmith', ...path]);
  return line ? `${file.place}:${line}` : file.place;
}
