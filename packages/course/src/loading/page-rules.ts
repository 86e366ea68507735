import { pageProgram } from '../fences.ts';
import { lineAt, proseOf, tagsOf, type Tag } from '../mdx.ts';
import type { Fact, Facts } from '../schemas/facts.ts';
import { lastGoodDay } from './facts.ts';
import { reportReplays } from './replay-rules.ts';
import type { Report } from './source.ts';

/** What a page may refer to. */
export interface Reference {
  /** Undefined if the facts file could not be read. */
  readonly facts: Facts | undefined;
  /** Learner files by the slug of their exercise; undefined where the manifest could not be read. */
  readonly exerciseFiles: ReadonlyMap<string, readonly string[] | undefined>;
  /** The day on which facts are judged. */
  readonly today: string;
}

/** One MDX file, its front matter blanked. */
export interface PageFile {
  readonly place: string;
  readonly body: string;
  readonly kind: 'chapter' | 'brief' | 'hints' | 'reasons';
  /** Names of the recorded runs beside a chapter's page. */
  readonly replays?: readonly string[];
}

const COMPONENTS = ['TablePicture', 'Fact', 'Hint', 'ExerciseFile', 'Replay'];

/** Reports what any MDX page of the course must not have. */
export function reportPage(page: PageFile, reference: Reference, report: Report): void {
  const prose = proseOf(page.body);
  reportOutline(page, prose, report);
  reportFences(page, report);
  const tags = tagsOf(prose);
  reportReplays(tags, page, report);
  for (const tag of tags) {
    if (!COMPONENTS.includes(tag.name)) reportUnknownComponent(tag, page, report);
    else if (tag.name === 'Fact') reportFact(tag, page, { reference, report });
    else if (tag.name === 'ExerciseFile') reportExerciseFile(tag, page, { reference, report });
    else if (tag.name === 'Hint' && page.kind !== 'hints') reportMisplacedHint(tag, page, report);
  }
}

function reportOutline(page: PageFile, prose: string, report: Report): void {
  const heading = /^# \S/m.exec(prose);
  if (heading) {
    report({
      code: 'mdx.title-in-body',
      place: `${page.place}:${lineAt(prose, heading.index)}`,
      rule: 'The site prints the title above the page, so the text has no heading of the first level; this is one.',
      remedy: 'Delete the heading, or make it one of the second level ("## ").',
    });
  }
  const line = /^(?:import\s+[\w*{'"]|export\s+(?:\*|\{[^}]*\})\s*from\b)/m.exec(prose);
  if (line) {
    report({
      code: 'mdx.import',
      place: `${page.place}:${lineAt(prose, line.index)}`,
      rule: 'A page imports nothing, because the site hands the components in; this line imports.',
      remedy: 'Delete the line; data for a picture stands in an `export const` of the page itself.',
    });
  }
}

/** Fences are executed in chapters and in the reasons of solutions; elsewhere a run fence would promise too much. */
function reportFences(page: PageFile, report: Report): void {
  const { problems, runs } = pageProgram(page.body, page.place);
  const executed = page.kind === 'chapter' || page.kind === 'reasons';
  for (const problem of problems) if (executed || problem.code === 'fence.unclosed') report(problem);
  if (executed) return;
  for (const { run } of runs) {
    report({
      code: 'fence.not-executed',
      place: `${page.place}:${run.line}`,
      rule: 'Run fences are executed in chapters and in READMEs of solutions only; nothing would execute this one.',
      remedy: 'Drop the word "run", or move the code to the chapter.',
    });
  }
}

interface Duty {
  readonly reference: Reference;
  readonly report: Report;
}

function reportFact(tag: Tag, page: PageFile, { reference, report }: Duty): void {
  const place = `${page.place}:${tag.line}`;
  const id = tag.attributes.get('id') ?? '';
  const known = Object.keys(reference.facts ?? {});
  const fact: Fact | undefined = known.includes(id) ? reference.facts?.[id] : undefined;
  if (!reference.facts) return;
  if (!fact) {
    report({
      code: 'fact.unknown',
      place,
      rule: `A page cites facts of chapters/facts.yaml by key, and there is none with the key "${id}".`,
      remedy: `Add the fact with its source, or cite one of: ${known.join(', ') || 'none yet'}.`,
    });
  } else if (reference.today > lastGoodDay(fact)) {
    report({
      code: 'fact.stale',
      place,
      rule: `A cited fact has been compared with its source in the last ${fact.goodForDays} days; "${id}" was on ${fact.checked}.`,
      remedy: `Read ${fact.source.url} again, correct the value in chapters/facts.yaml if it has changed, and set \`checked\`.`,
    });
  }
}

function reportExerciseFile(tag: Tag, page: PageFile, { reference, report }: Duty): void {
  const exercise = tag.attributes.get('exercise') ?? '';
  const file = tag.attributes.get('file') ?? '';
  const files = reference.exerciseFiles.get(exercise);
  if (files?.includes(file) || (!files && reference.exerciseFiles.has(exercise))) return;
  report({
    code: 'mdx.unknown-exercise-file',
    place: `${page.place}:${tag.line}`,
    rule: `<ExerciseFile> shows a learner file of an exercise, and there is no "${file}" in an exercise "${exercise}".`,
    remedy: 'Name the exercise by its slug and a file that its manifest lists under `files`.',
  });
}

function reportUnknownComponent(tag: Tag, page: PageFile, report: Report): void {
  report({
    code: 'mdx.unknown-component',
    place: `${page.place}:${tag.line}`,
    rule: `A page uses the course's components only (${COMPONENTS.join(', ')}); <${tag.name}> is none of them.`,
    remedy: 'Correct the name, or write plain Markdown; something meant as text goes between backticks.',
  });
}

function reportMisplacedHint(tag: Tag, page: PageFile, report: Report): void {
  report({
    code: 'mdx.misplaced-hint',
    place: `${page.place}:${tag.line}`,
    rule: 'Hints stand in hints.mdx, where command and page find them; this one stands in another page.',
    remedy: 'Move it to hints.mdx of its exercise.',
  });
}
