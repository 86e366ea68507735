import type { Exercise } from '../model.ts';
import type { Manifest } from '../schemas/exercise.ts';
import type { Facts } from '../schemas/facts.ts';
import { reportCheckFile } from './check-file.ts';
import type { NumberedFolder } from './folders.ts';
import { readHints } from './hints.ts';
import { readManifest, type ManifestReading } from './manifest.ts';
import { reportHintReferences } from './manifest-rules.ts';
import type { PageFile } from './page-rules.ts';
import type { Source } from './source.ts';
import { reportStrays } from './strays.ts';
import { readAlternatives, readWrongAnswers } from './variants.ts';

/** What could be read of an exercise; `exercise` is undefined where manifest or solution is missing. */
export interface ExerciseReading {
  readonly exercise: Exercise | undefined;
  readonly pages: readonly PageFile[];
}

interface ExerciseSource {
  /** Slug of the chapter. */
  readonly chapter: string;
  readonly source: Source;
  readonly facts: Facts;
}

/** Reads one exercise in both trees. The solution's folder may be absent: the trees are compared elsewhere. */
export async function readExercise(folder: NumberedFolder, from: ExerciseSource): Promise<ExerciseReading> {
  const { source, chapter } = from;
  const path = folder.place.slice('exercises/'.length);
  const reading = await readManifest(folder, source);
  if (!reading) return { exercise: undefined, pages: await readPages(path, source) };
  const { manifest } = reading;
  const hints = await readHintsOf(folder.place, reading, from);
  await reportExerciseFiles(folder.place, manifest, source);
  await reportChecks(folder.place, reading, source);
  const solutionPlace = `solutions/${path}`;
  const hasSolution = (await source.list(solutionPlace)).length > 0;
  if (hasSolution) await reportSolutionFiles(solutionPlace, manifest, source);
  const solution = { place: solutionPlace, manifest, source };
  const exercise: Exercise = {
    ...manifest,
    slug: folder.slug,
    number: folder.number,
    path,
    chapter,
    folder: source.absolute(folder.place),
    solutionFolder: source.absolute(solutionPlace),
    workFolder: source.absolute(`work/${path}`),
    maxPoints: manifest.checks.reduce((sum, { points }) => sum + points, 0),
    hints,
    wrongAnswers: hasSolution ? await readWrongAnswers(solution) : [],
    alternatives: hasSolution ? await readAlternatives(solution) : [],
  };
  return { exercise, pages: await readPages(path, source) };
}

async function readPages(path: string, source: Source): Promise<readonly PageFile[]> {
  const wanted = [
    { place: `exercises/${path}/README.mdx`, kind: 'brief' },
    { place: `exercises/${path}/hints.mdx`, kind: 'hints' },
    { place: `solutions/${path}/README.mdx`, kind: 'reasons' },
  ] as const;
  const pages: PageFile[] = [];
  for (const { place, kind } of wanted) {
    const body = await source.read(place);
    if (body === undefined) continue;
    if (body.startsWith('---\n')) {
      source.report({
        code: 'mdx.front-matter',
        place: `${place}:1`,
        rule: 'Only chapters have front matter; title and times of an exercise stand in its manifest.',
        remedy: 'Delete the front matter.',
      });
    }
    pages.push({ place, kind, body });
  }
  return pages;
}

async function readHintsOf(place: string, { manifest, file }: ManifestReading, from: ExerciseSource) {
  const hintsPlace = `${place}/hints.mdx`;
  const text = await from.source.read(hintsPlace);
  if (text === undefined) {
    from.source.report({
      code: 'exercise.no-hints',
      place: hintsPlace,
      rule: 'Every exercise has hints, and there is no hints.mdx.',
      remedy: 'Write it, with one <Hint task="…" layer={1}> for each task at least.',
    });
    return [];
  }
  const hints = readHints({ place: hintsPlace, text, report: from.source.report }, manifest, from.facts);
  reportHintReferences(manifest, hints, file);
  return hints;
}

async function reportExerciseFiles(place: string, manifest: Manifest, source: Source): Promise<void> {
  const entries = await source.list(place);
  const known = ['package.json', 'README.mdx', 'hints.mdx', 'checks.test.ts', ...manifest.files];
  reportStrays(entries, known, source.report);
  const names = entries.map(({ name }) => name);
  if (!names.includes('README.mdx')) {
    source.report({
      code: 'exercise.no-brief',
      place: `${place}/README.mdx`,
      rule: 'Every exercise has a brief, and there is no README.mdx.',
      remedy: 'Write it: the domain, the access patterns as a table, the numbered tasks, rules and budgets.',
    });
  }
  for (const file of manifest.files.filter((name) => !names.includes(name))) {
    source.report({
      code: 'exercise.file-missing',
      place: `${place}/${file}`,
      rule: 'The manifest lists this learner file, and the exercise has no starter of it.',
      remedy:
        "Write the starter, whose functions throw new Error('Implement …'), or take the file out of `files`.",
    });
  }
}

async function reportChecks(place: string, reading: ManifestReading, source: Source): Promise<void> {
  const checksPlace = `${place}/checks.test.ts`;
  const text = await source.read(checksPlace);
  if (text !== undefined) {
    const manifestPlace = reading.file.place;
    reportCheckFile({ place: checksPlace, text, manifestPlace, report: source.report }, reading.manifest);
    return;
  }
  source.report({
    code: 'exercise.no-checks',
    place: checksPlace,
    rule: 'Every exercise has its checks in checks.test.ts, and there is no such file.',
    remedy: 'Write it, with one `check(…)` for each check of the manifest.',
  });
}

async function reportSolutionFiles(place: string, manifest: Manifest, source: Source): Promise<void> {
  const entries = await source.list(place);
  reportStrays(entries, ['README.mdx', 'wrong', 'alternatives', ...manifest.files], source.report);
  const names = entries.map(({ name }) => name);
  if (!names.includes('README.mdx')) {
    source.report({
      code: 'solution.no-reasons',
      place: `${place}/README.mdx`,
      rule: 'A solution says why it is one, and there is no README.mdx.',
      remedy: 'Write it: why this design, what it costs as measured, the alternatives and when they win.',
    });
  }
  for (const file of manifest.files.filter((name) => !names.includes(name))) {
    source.report({
      code: 'solution.file-missing',
      place: `${place}/${file}`,
      rule: 'The manifest lists this learner file, and the solution does not have it.',
      remedy: 'Write it, or take the file out of `files`.',
    });
  }
}
