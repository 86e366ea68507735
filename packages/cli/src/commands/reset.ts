import { existsSync } from 'node:fs';
import { copyStarter } from '@keysmith/course';
import { ask } from '../ask.ts';
import type { ExitCode } from '../exit-code.ts';
import { namedExercise } from '../choose-exercise.ts';
import { workPlace } from '../practice/work-place.ts';
import { isUntouched, setAside } from '../practice/set-aside.ts';
import type { Session } from '../session.ts';

export interface ResetOptions {
  /** Do not ask. */
  readonly yes?: boolean;
}

/** `keysmith reset <exercise>`: a fresh copy of the starter. The old files are kept aside, and so is the progress. */
export async function reset(name: string, { yes }: ResetOptions, session: Session): Promise<ExitCode> {
  const { terminal } = session;
  const exercise = await namedExercise(name, session);
  if (existsSync(exercise.workFolder)) {
    if (await isUntouched(exercise)) {
      terminal.print(`${workPlace(exercise)} is the starter as it came; nothing to reset.`);
      return 0;
    }
    const question = `Put a fresh starter into ${workPlace(exercise)}? Your files are kept aside.`;
    if (!yes && !(await ask(question, terminal))) {
      terminal.print('Nothing changed.');
      return 0;
    }
    terminal.print(`Your files are now in ${await setAside(exercise)}`);
  }
  const copied = await copyStarter(exercise);
  terminal.print(`Copied ${copied.join(' and ')} to ${workPlace(exercise)}: edit them there.`);
  return 0;
}
