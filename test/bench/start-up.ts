import { startTable } from '@keysmith/table';
import { inOwnProcess } from './child.ts';
import { median } from './median.ts';

/** Milliseconds, in a fresh process. */
export interface StartUpFigure {
  /** To load the modules. */
  readonly importMs: number;
  /** From the constructor to the first answer. */
  readonly readyMs: number;
}

export type StartUps = Readonly<Record<'engine' | 'embedded' | 'DynamoDB Local' | 'dynalite', StartUpFigure>>;

/** Medians of so many starts. DynamoDB Local is started three times only: each takes seconds. */
export async function measureStartUps(times: number): Promise<StartUps> {
  return {
    engine: await medianStart(times, () => startInProcess('engine')),
    embedded: await medianStart(times, () => startInProcess('table')),
    'DynamoDB Local': await medianStart(Math.min(times, 3), startLocal),
    dynalite: await medianStart(times, () => startInProcess('dynalite')),
  };
}

async function medianStart(times: number, start: () => Promise<StartUpFigure>): Promise<StartUpFigure> {
  const figures: StartUpFigure[] = [];
  for (let time = 0; time < times; time += 1) figures.push(await start());
  return {
    importMs: median(figures.map(({ importMs }) => importMs)),
    readyMs: median(figures.map(({ readyMs }) => readyMs)),
  };
}

function startInProcess(what: string): Promise<StartUpFigure> {
  return inOwnProcess<StartUpFigure>('start-up-child.ts', [what]);
}

async function startLocal(): Promise<StartUpFigure> {
  const begin = performance.now();
  const server = await startTable('dynamodb-local');
  const readyMs = performance.now() - begin;
  await server.close();
  return { importMs: 0, readyMs };
}
