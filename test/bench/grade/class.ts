import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Exercise, WrongAnswer } from '@keysmith/course';

/** What a generated submission is, and therefore what its mark must be. */
export type Made =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrong'; readonly answer: WrongAnswer }
  | { readonly kind: 'hostile'; readonly attack: string };

export interface MadeSubmission {
  readonly learner: string;
  readonly exercise: Exercise;
  readonly made: Made;
}

/** Ways to cheat or to do harm, as the first lines of a file whose rest is right. */
const ATTACKS: Readonly<Record<string, string>> = {
  exits: 'process.exit(0);',
  hangs: 'for (;;);',
  throws: "throw new Error('all checks passed');",
  fills: 'const all: unknown[] = []; for (;;) all.push(new Array(1_000_000).fill(0));',
};

/** A hostile submission for every so many. */
const HOSTILE_EVERY = 10;

/** The class, by number alone: every tenth is hostile; of the others each third is a wrong answer. */
export function plan(exercises: readonly Exercise[], count: number): MadeSubmission[] {
  return Array.from({ length: count }, (_, at) => {
    const exercise = exercises[at % exercises.length] as Exercise;
    return { learner: `learner-${String(at).padStart(5, '0')}`, exercise, made: madeAt(at, exercise) };
  });
}

function madeAt(at: number, { wrongAnswers }: Exercise): Made {
  const attacks = Object.keys(ATTACKS);
  if (at % HOSTILE_EVERY === HOSTILE_EVERY - 1)
    return { kind: 'hostile', attack: attacks[Math.floor(at / HOSTILE_EVERY) % attacks.length] ?? '' };
  const answer = at % 3 === 1 ? wrongAnswers[Math.floor(at / 3) % wrongAnswers.length] : undefined;
  return answer ? { kind: 'wrong', answer } : { kind: 'right' };
}

/** Writes one submission as a learner hands it in, and gives its exercise's folder. */
export async function write(folder: string, { learner, exercise, made }: MadeSubmission): Promise<string> {
  const own = join(folder, learner, exercise.slug);
  await mkdir(own, { recursive: true });
  for (const file of exercise.files) {
    await cp(join(exercise.solutionFolder, file), join(own, file));
    if (made.kind === 'wrong') await cp(join(made.answer.folder, file), join(own, file)).catch(unlessMissing);
  }
  if (made.kind === 'hostile') {
    const [first = ''] = exercise.files;
    await writeFile(join(own, first), `${ATTACKS[made.attack]}\n`);
  }
  return own;
}

/** A wrong answer holds only the files that differ. */
function unlessMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
