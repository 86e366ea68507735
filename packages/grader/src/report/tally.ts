import type { GradedCheck, GradedExercise, SubmissionGrade } from '@keysmith/course';

/** What one check came to over a class. */
export interface CheckTally {
  readonly exercise: string;
  readonly check: string;
  readonly title: string;
  pass: number;
  fail: number;
  error: number;
  skipped: number;
  /** Passed with the visible seed alone. */
  hiddenOnly: number;
  /** By the shape of the message. */
  readonly messages: Map<string, MessageGroup>;
}

export interface MessageGroup {
  /** The first message of this shape. */
  readonly example: string;
  count: number;
  /** The first learners with it. */
  readonly learners: string[];
}

/** Learners choose their messages, so both are bounded: a class of any size takes the same memory. */
const GROUPS_MAX = 40;
const LEARNERS_MAX = 8;
const MESSAGE_LENGTH_MAX = 400;
const OTHERS = 'other messages';

/** Counts what checks came to, submission by submission, and keeps no submission. */
export class Tally {
  readonly #checks = new Map<string, CheckTally>();

  constructor(exercises: readonly GradedExercise[]) {
    for (const { exercise, checks } of exercises) {
      for (const { id, title } of checks) {
        const counts = { pass: 0, fail: 0, error: 0, skipped: 0, hiddenOnly: 0 };
        this.#checks.set(key(exercise, id), { exercise, check: id, title, ...counts, messages: new Map() });
      }
    }
  }

  add({ learner, exercises }: SubmissionGrade): void {
    for (const grade of exercises) {
      if (grade.status !== 'graded') continue;
      for (const check of grade.checks) this.#count(grade.exercise, check, learner);
    }
  }

  /** In the order of the exercises and their checks. */
  checks(): readonly CheckTally[] {
    return [...this.#checks.values()];
  }

  #count(exercise: string, check: GradedCheck, learner: string): void {
    const tally = this.#checks.get(key(exercise, check.id));
    if (tally === undefined) return;
    tally[check.status] += 1;
    if (check.visible === 'pass' && check.status === 'fail') tally.hiddenOnly += 1;
    if (check.status === 'fail' || check.status === 'error') note(tally, messageOf(check), learner);
  }
}

function note({ messages }: CheckTally, message: string, learner: string): void {
  const wanted = shapeOf(message);
  const shape = messages.has(wanted) || messages.size < GROUPS_MAX ? wanted : OTHERS;
  const group = messages.get(shape) ?? {
    example: shape === OTHERS ? OTHERS : message,
    count: 0,
    learners: [],
  };
  group.count += 1;
  if (group.learners.length < LEARNERS_MAX) group.learners.push(learner);
  messages.set(shape, group);
}

function messageOf({ failure, reason, title }: GradedCheck): string {
  const text = (failure?.happened ?? reason ?? title).trim();
  return text.length <= MESSAGE_LENGTH_MAX ? text : `${text.slice(0, MESSAGE_LENGTH_MAX)}…`;
}

/** Two messages are alike if they differ in numbers and quoted values only: those come from the seed. */
function shapeOf(message: string): string {
  return message.replace(/"(?:[^"\\]|\\.)*"|'[^']*'|`[^`]*`/g, '"…"').replace(/\d+(?:[.,]\d+)*/g, '0');
}

function key(exercise: string, check: string): string {
  return `${exercise}/${check}`;
}
