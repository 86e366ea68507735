import type { ChapterReplay } from '../model.ts';
import { slugSchema } from '../schemas/ids.ts';
import { replaySchema } from '../schemas/replay.ts';
import { fit, parseJson, type DataFile } from './data-file.ts';
import type { NumberedFolder } from './folders.ts';
import type { Entry, Source } from './source.ts';

const ENDINGS = ['.replay.json', '.replay.ts'] as const;

/** Whether a file of a chapter is a recorded run or the program of one: a slug, then one of the two endings. */
export function belongsToReplay({ name, isFolder }: Entry): boolean {
  if (isFolder) return false;
  return ENDINGS.some(
    (ending) => name.endsWith(ending) && slugSchema.safeParse(name.slice(0, -ending.length)).success,
  );
}

/** What could be read of a chapter's recorded runs. */
export interface ReplayReading {
  readonly replays: readonly ChapterReplay[];
  /** Names of all recordings, of those too that do not fit. */
  readonly files: readonly string[];
}

/** Reads <slug>.replay.json of a chapter. Each stands beside the program that it was recorded from. */
export async function readReplays(
  folder: NumberedFolder,
  entries: readonly Entry[],
  source: Source,
): Promise<ReplayReading> {
  const names = entries.filter(belongsToReplay).map(({ name }) => name);
  const files = names.filter((name) => name.endsWith('.json'));
  const replays: ChapterReplay[] = [];
  for (const file of files) {
    const program = file.replace(/json$/, 'ts');
    if (!names.includes(program)) reportLonely('recording', { folder, file, other: program }, source);
    const replay = await readRecording(`${folder.place}/${file}`, source);
    if (replay) replays.push({ file, program: source.absolute(`${folder.place}/${program}`), replay });
  }
  for (const program of names.filter((name) => name.endsWith('.ts'))) {
    const other = program.replace(/ts$/, 'json');
    if (!files.includes(other)) reportLonely('program', { folder, file: program, other }, source);
  }
  return { replays, files };
}

async function readRecording(place: string, source: Source) {
  const file: DataFile = {
    place,
    text: (await source.read(place)) ?? '',
    area: 'replay',
    schemaFile: 'packages/course/src/schemas/replay.ts',
    report: source.report,
  };
  const value = parseJson(file);
  return value === undefined ? undefined : fit(replaySchema, value, file);
}

interface Lonely {
  readonly folder: NumberedFolder;
  readonly file: string;
  /** The file that is missing. */
  readonly other: string;
}

function reportLonely(kind: 'recording' | 'program', { folder, file, other }: Lonely, source: Source): void {
  const place = `${folder.place}/${file}`;
  if (kind === 'recording') {
    source.report({
      code: 'replay.no-program',
      place,
      rule: `A recorded run stands beside the program that was run, and there is no ${other}.`,
      remedy: `Write ${other}, or delete the recording; nobody could record it again.`,
    });
  } else {
    source.report({
      code: 'replay.no-recording',
      place,
      rule: `A program for a replay stands beside its recording, and there is no ${other}.`,
      remedy: 'Record it: KEYSMITH_UPDATE=1 npx vitest run --project unit test/site/replay.',
    });
  }
}
