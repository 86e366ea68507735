import { createRunner, type Runner } from '@keysmith/grader';
import { startTable, type TableKind } from '@keysmith/table';
import { startTypeChecker, type TypeChecker } from '../types/checker.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** What the commands `test` and `watch` take. */
export interface PracticeOptions {
  readonly seed: number;
  readonly table: TableKind;
  readonly inspect?: boolean;
  readonly json?: boolean;
}

/** Everything that runs beside the command while an exercise is practised. */
export interface Practice extends AsyncDisposable {
  readonly runner: Runner;
  readonly types: TypeChecker;
}

/** Starts the table, the checks' child process and the compiler's. Disposing of it ends all three. */
export async function openPractice(table: TableKind, terminal: Terminal): Promise<Practice> {
  const types = startTypeChecker();
  terminal.status(terminal.colours.dim(` starting the table (${table}) …`));
  try {
    const server = await startTable(table);
    const runner = createRunner({ table: server.address });
    return {
      runner,
      types,
      async [Symbol.asyncDispose]() {
        types.close();
        await runner.close();
        await server.close();
      },
    };
  } catch (error) {
    types.close();
    throw error;
  } finally {
    terminal.status('');
  }
}
