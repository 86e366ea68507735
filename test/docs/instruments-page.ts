// What docs/instruments.md is made of: its checks, the texts that they print, and the list of flaws.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import * as instruments from '@keysmith/instruments';
import { installHost, judgeCheck, type CheckBody, type CheckVerdict } from '@keysmith/instruments/host';
import { transform } from 'sucrase';
import { formatFailure } from '../../packages/grader/src/report/text.ts';
import type { FlawPair } from '../instruments/flaws/pair.ts';
import { programHost, type ProgramOptions } from '../instruments/program-host.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'docs/instruments');
const flaws = join(root, 'test/instruments/flaws');
export const pagePath = join(root, 'docs/instruments.md');

/** A fenced check of the page, and the text under it. */
export interface PageCheck {
  readonly id: string;
  readonly body: CheckBody;
  /** Whether the page shows the whole message, or only the sentence that says what happened. */
  readonly isWhole: boolean;
  readonly shown: string;
}

const FENCED_CHECK = /```ts\n([^`]*(?:`(?!``)[^`]*)*)```\n\n```text( whole)?\n([^]*?)```/g;

export function readPage(): string {
  return readFileSync(pagePath, 'utf8');
}

/** @throws {Error} for a check that is fenced without a place for its text. */
export function checksIn(page: string): PageCheck[] {
  const checks = [...page.matchAll(FENCED_CHECK)].map(([, code = '', whole, shown = '']) => ({
    ...registered(code),
    isWhole: whole !== undefined,
    shown: shown.trimEnd(),
  }));
  const fences = page.split('```ts\n').length - 1;
  if (checks.length !== fences)
    throw new Error(
      `Of ${fences} ts fences only ${checks.length} are followed by an empty line and a text fence.`,
    );
  return checks;
}

/** Runs a checks file of one check, as a host does. */
function registered(code: string): Pick<PageCheck, 'id' | 'body'> {
  const found: Pick<PageCheck, 'id' | 'body'>[] = [];
  const uninstall = installHost({ register: (id, body) => found.push({ id, body }) });
  try {
    const { code: plain } = transform(code, { transforms: ['typescript', 'imports'] });
    const require = (name: string): unknown => {
      if (name === '@keysmith/instruments') return instruments;
      throw new Error(`A check imports @keysmith/instruments and nothing else; this one imports ${name}.`);
    };
    compileFunction(plain, ['exports', 'require'])({}, require);
  } finally {
    uninstall();
  }
  const [check] = found;
  if (check === undefined || found.length > 1)
    throw new Error(`A fence declares one check; this one declares ${found.length}:\n${code}`);
  return check;
}

/** The verdict on the blog as it should be, or with the flaw that has the check's name. */
export function judge(
  { id, body }: PageCheck,
  program: 'right' | 'flawed',
  options: ProgramOptions = {},
): Promise<CheckVerdict> {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const files = [
    { name: 'table.ts', text: read('table.ts') },
    ...(program === 'flawed' ? [{ name: 'access.ts', text: read(`flawed/${id}.ts`) }] : []),
    // Behind the flaw, whose functions are found first.
    { name: program === 'flawed' ? 'others.ts' : 'access.ts', text: read('access.ts') },
    { name: 'before.ts', text: read('before.ts') },
  ];
  const spec = { id, task: 'task', title: id, points: 1, needs: [] };
  return judgeCheck(spec, body, programHost(files, folder, options));
}

/** What the page shows of a failure: the whole message, or what was expected, tried and happened. */
export function shownOf(verdict: CheckVerdict, isWhole: boolean): string {
  const message = formatFailure(verdict).trimEnd();
  if (isWhole) return message;
  // What a check expects is its title, which the checks of the page do not have, unless a matcher says it.
  const labels =
    verdict.failure?.expected === verdict.title ? /^(tried|happened) / : /^(expected|tried|happened) /;
  return message
    .split('\n')
    .filter((line) => labels.test(line))
    .join('\n');
}

/** The page with the text under each check, and the list of flaws, replaced. */
export function written(page: string, texts: ReadonlyMap<string, string>, list: string): string {
  const withTexts = page.replaceAll(FENCED_CHECK, (_all, code: string, whole: string | undefined) => {
    const text = texts.get(registered(code).id) ?? '';
    return `\`\`\`ts\n${code}\`\`\`\n\n\`\`\`text${whole ?? ''}\n${text}\n\`\`\``;
  });
  const [begin, end] = ['<!-- list: flaws -->', '<!-- end: flaws -->'];
  const [from, to] = [withTexts.indexOf(begin), withTexts.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/instruments.md lacks the marks "${begin}" and "${end}".`);
  return `${withTexts.slice(0, from + begin.length)}\n\n${list}\n\n${withTexts.slice(to)}`;
}

export interface NamedPair {
  readonly name: string;
  readonly pair: FlawPair;
}

/** Every pair of programs in test/instruments/flaws, in the order of their names. */
export function readPairs(): Promise<NamedPair[]> {
  const names = readdirSync(flaws, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return Promise.all(
    names
      .map(({ name }) => name)
      .sort()
      .map(async (name) => {
        const { pair } = (await import(`../instruments/flaws/${name}/pair.ts`)) as { pair: FlawPair };
        return { name, pair };
      }),
  );
}

/** The pairs as a table of the page: an instrument, the kinds of flaw that it finds, and how often each shows. */
export function listOf(pairs: readonly NamedPair[]): string {
  const byInstrument = Map.groupBy(pairs, ({ pair }) => pair.instrument);
  const rows = [...byInstrument].flatMap(([instrument, own]) =>
    own.map(({ name, pair: { flaw, shows } }, at) => {
      const link = `[${flaw}](../test/instruments/flaws/${name}/flawed.ts)`;
      return `| ${at === 0 ? instrument : ''} | ${link} | ${shows.broken} of ${shows.tried} |`;
    }),
  );
  return ['| instrument | kind of flaw | shows |', '| --- | --- | --- |', ...rows].join('\n');
}
