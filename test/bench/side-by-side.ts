import { median } from './median.ts';
import { prepare, requests, rowNames } from './rows.ts';
import type { Request, RowName } from './rows.ts';
import type { Subject, SubjectName } from './subjects.ts';

/** Median microseconds of one request, by row and by table. dynalite has no transactions: no figure there. */
export type SideBySide = Readonly<Record<RowName, Readonly<Partial<Record<SubjectName, number>>>>>;

/** How long is measured. A round gives each table its turn, so that a busy moment of the machine meets all of them. */
export interface Effort {
  readonly rounds: number;
  /** Milliseconds that one table works in one round. */
  readonly turnMs: number;
  readonly warmUpMs: number;
}

/** Measures every row on every table: sequential requests, each timed by itself. */
export async function measureSideBySide(subjects: readonly Subject[], effort: Effort): Promise<SideBySide> {
  for (const subject of subjects) if (subject.name !== 'floor') await prepare(subject.client);
  const rows: Partial<Record<RowName, Partial<Record<SubjectName, number>>>> = {};
  for (const name of rowNames) {
    const able = subjects.filter((subject) => subject.name !== 'dynalite' || !name.startsWith('Transact'));
    rows[name] = await measureRow(able, requests[name], effort);
  }
  return rows as SideBySide;
}

async function measureRow(
  subjects: readonly Subject[],
  request: Request,
  { rounds, turnMs, warmUpMs }: Effort,
): Promise<Partial<Record<SubjectName, number>>> {
  const step = { now: 0 };
  const times = new Map(subjects.map(({ name }) => [name, [] as number[]]));
  for (const { client } of subjects) await takeTurn({ client, request, step, times: [] }, warmUpMs);
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, client } of subjects) {
      await takeTurn({ client, request, step, times: times.get(name) ?? [] }, turnMs);
    }
  }
  return Object.fromEntries([...times].map(([name, each]) => [name, median(each)]));
}

interface Turn {
  readonly client: Subject['client'];
  readonly request: Request;
  /** Counts over all tables, so that no two requests are the same. */
  readonly step: { now: number };
  /** Microseconds of each request are added here. */
  readonly times: number[];
}

async function takeTurn({ client, request, step, times }: Turn, turnMs: number): Promise<void> {
  const end = performance.now() + turnMs;
  do {
    const begin = performance.now();
    const clearAway = await request(client, (step.now += 1));
    times.push((performance.now() - begin) * 1000);
    await clearAway?.();
  } while (performance.now() < end);
}
