import { createRunner, type Runner } from '@keysmith/grader';
import { startTable, type TableKind } from '@keysmith/table';
import { startTypeChecker, type TypeChecker } from '../types/checker.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** What the commands `test` and `watch` take. */
export interface PracticeOptions {
  readonly seed: number;
  readonly table: TableKind;
  readonly inspect?: boolean;
  /** Whether to look for type errors, too. */
  readonly types: boolean;
  readonly json?: boolean;
}

type OpenPracticeOptions = Pick<PracticeOptions, 'table' | 'types'> & {
  /** Whether many runs will follow, with time between them. */
  readonly isWatching?: boolean;
};

/** Everything that runs beside the command while an exercise is practised. */
export interface Practice extends AsyncDisposable {
  readonly runner: Runner;
  /** Absent when nobody wants to know. */
  readonly types: TypeChecker | undefined;
}

/** Starts the table, the checks' child process and the compiler's. Disposing of it ends all three. */
export async function openPractice(
  { table, types: withTypes, isWatching = false }: OpenPracticeOptions,
  terminal: Terminal,
): Promise<Practice> {
  const types = withTypes ? startTypeChecker() : undefined;
  terminal.status(terminal.colours.dim(` starting the table (${table}) …`));
  try {
    const server = await startTable(table);
    const runner = createRunner({ table: server.address, isWarmingUp: isWatching });
    return {
      runner,
      types,
      async [Symbol.asyncDispose]() {
        types?.close();
        await runner.close();
        await server.close();
      },
    };
  } catch (error) {
    types?.close();
    throw error;
  } finally {
    terminal.status('');
  }
}
