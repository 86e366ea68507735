import type { Readable, Writable } from 'node:stream';
import { CliError } from './error.ts';
import type { Terminal } from './terminal/terminal.ts';

/**
 * Asks a question that is answered by yes or no. Where nobody can be asked, `--yes` must have been given.
 *
 * @throws {CliError} `cli.not-confirmed`
 */
export async function ask(
  question: string,
  terminal: Pick<Terminal, 'interactive'>,
  streams: { readonly input?: Readable; readonly output?: Writable } = {},
): Promise<boolean> {
  if (!terminal.interactive) {
    throw new CliError(
      'cli.not-confirmed',
      `This needs an answer, and nobody can be asked here, because this is no terminal: ${question}`,
      'Give --yes to answer it beforehand.',
    );
  }
  const { confirm, isCancel } = await import('@clack/prompts');
  const answer = await confirm({ message: question, initialValue: false, ...streams });
  return !isCancel(answer) && answer;
}
