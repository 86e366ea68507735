import type { z } from 'zod';
import type { Alternative, WrongAnswer } from '../model.ts';
import { alternativeSchema, wrongAnswerSchema, type Manifest } from '../schemas/exercise.ts';
import { fit, lineOf, parseJson, type DataFile } from './data-file.ts';
import { sluggedFolders } from './folders.ts';
import type { Source } from './source.ts';
import { reportStrays } from './strays.ts';

const WRONG_ANSWERS_MIN = 3;

/** Solutions of an exercise and the manifest that says what belongs into them. */
export interface SolutionPlace {
  readonly place: string;
  readonly manifest: Manifest;
  readonly source: Source;
}

interface Kind<S extends z.ZodType> {
  readonly folder: 'wrong' | 'alternatives';
  readonly file: 'wrong.json' | 'alternative.json';
  readonly area: 'wrong-answer' | 'alternative';
  readonly schema: S;
}

/** Reads wrong/<slug>/ of a solution. */
export async function readWrongAnswers(solution: SolutionPlace): Promise<readonly WrongAnswer[]> {
  const kind = {
    folder: 'wrong',
    file: 'wrong.json',
    area: 'wrong-answer',
    schema: wrongAnswerSchema,
  } as const;
  const { variants, count } = await readVariants(kind, solution);
  for (const { data, file } of variants) reportFails(data.fails, file, solution.manifest);
  if (count < WRONG_ANSWERS_MIN) {
    solution.source.report({
      code: 'wrong-answer.too-few',
      place: `${solution.place}/wrong`,
      rule: `An exercise proves its checks on at least three wrong answers; here are ${count}.`,
      remedy:
        'Add a folder for each mistake that a good engineer makes here, with wrong.json and the files that differ.',
    });
  }
  return variants.map(({ slug, folder, data }) => ({ slug, folder, ...data }));
}

/** Reads alternatives/<slug>/ of a solution; there may be none. */
export async function readAlternatives(solution: SolutionPlace): Promise<readonly Alternative[]> {
  const { variants } = await readVariants(
    { folder: 'alternatives', file: 'alternative.json', area: 'alternative', schema: alternativeSchema },
    solution,
  );
  return variants.map(({ slug, folder, data }) => ({ slug, folder, ...data }));
}

interface Variant<D> {
  readonly slug: string;
  readonly folder: string;
  readonly data: D;
  readonly file: DataFile;
}

async function readVariants<S extends z.ZodType>(kind: Kind<S>, solution: SolutionPlace) {
  const { source } = solution;
  const entries = await source.list(`${solution.place}/${kind.folder}`);
  reportStrays(
    entries.filter(({ isFolder }) => !isFolder),
    [],
    source.report,
  );
  const variants: Variant<z.output<S>>[] = [];
  const folders = sluggedFolders(entries, source.report);
  for (const { name, place } of folders) {
    await reportFiles(kind, { ...solution, place });
    const read = await readData(kind, place, source);
    if (read) variants.push({ slug: name, folder: source.absolute(place), ...read });
  }
  return { variants, count: folders.length };
}

async function readData<S extends z.ZodType>(kind: Kind<S>, place: string, source: Source) {
  const dataPlace = `${place}/${kind.file}`;
  const text = await source.read(dataPlace);
  if (text === undefined) {
    source.report({
      code: `${kind.area}.missing`,
      place: dataPlace,
      rule: `Each folder in ${kind.folder}/ is described by its ${kind.file}, and this one has none.`,
      remedy: 'Write it; packages/course/src/schemas/exercise.ts says what it holds.',
    });
    return undefined;
  }
  const schemaFile = 'packages/course/src/schemas/exercise.ts';
  const file: DataFile = { place: dataPlace, text, area: kind.area, schemaFile, report: source.report };
  const value = parseJson(file);
  const data = value === undefined ? undefined : fit(kind.schema, value, file);
  return data === undefined ? undefined : { data, file };
}

/** A variant holds learner files in which it differs from the solution, one at least, and nothing else. */
async function reportFiles<S extends z.ZodType>(kind: Kind<S>, variant: SolutionPlace): Promise<void> {
  const { place, manifest, source } = variant;
  const entries = await source.list(place);
  reportStrays(entries, [kind.file, ...manifest.files], source.report);
  const files = entries.filter(({ name }) => manifest.files.includes(name));
  if (files.length === 0) {
    source.report({
      code: `${kind.area}.no-file`,
      place,
      rule: 'It replaces at least one learner file of the solution, and this folder has none.',
      remedy: `Add the file in which it differs, one of: ${manifest.files.join(', ')}.`,
    });
  }
  const solutionPlace = place.split('/').slice(0, -2).join('/');
  for (const file of files) {
    const text = await source.read(file.place);
    if (text !== (await source.read(`${solutionPlace}/${file.name}`))) continue;
    source.report({
      code: `${kind.area}.same-file`,
      place: file.place,
      rule: "It holds only files in which it differs from the solution; this one is the solution's.",
      remedy: 'Delete the file; what is missing here is taken from the solution.',
    });
  }
}

function reportFails(fails: readonly string[], file: DataFile, { checks }: Manifest): void {
  const needs = new Map(checks.map((check) => [check.id, check.needs]));
  for (const [at, id] of fails.entries()) {
    // To find a line, the whole file is parsed anew.
    const place = (): string => `${file.place}:${lineOf(file, ['fails', at]) ?? 1}`;
    const needed = neededBy(id, needs).find((other) => fails.includes(other));
    if (!needs.has(id)) {
      file.report({
        code: 'wrong-answer.unknown-check',
        place: place(),
        rule: `A wrong answer lists checks of its exercise, and there is no check "${id}".`,
        remedy: `Name some of: ${[...needs.keys()].join(', ')}.`,
      });
    } else if (needed) {
      file.report({
        code: 'wrong-answer.skipped-check',
        place: place(),
        rule: `A check is skipped when one that it needs fails, so "${id}" cannot fail together with "${needed}".`,
        remedy: `Take "${id}" out of the list.`,
      });
    }
  }
}

/** Every check that one needs, directly or through others. */
function neededBy(id: string, needs: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const found = new Set<string>();
  const open = [...(needs.get(id) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next) || next === id) continue;
    found.add(next);
    open.push(...(needs.get(next) ?? []));
  }
  return [...found];
}
