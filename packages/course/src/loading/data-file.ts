import { isMap, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { issueSentence, type IssuePath } from './issue-sentence.ts';
import type { Report } from './source.ts';

/** A file (or the head of one) that holds data, and what to say when it does not fit. */
export interface DataFile {
  readonly place: string;
  readonly text: string;
  /** First part of the codes: "manifest" gives `manifest.not-json` and `manifest.schema`. */
  readonly area: string;
  /** The module that documents each field. */
  readonly schemaFile: string;
  readonly report: Report;
  /** Lines of the file above `text`, where `text` is only its front matter. */
  readonly linesAbove?: number;
  /** The path inside the file at which the value stands that a schema judges. */
  readonly inside?: IssuePath;
}

/** The parsed text, or undefined after a report. JSON has no undefined, so nothing is confused. */
export function parseJson(file: DataFile): unknown {
  try {
    return JSON.parse(file.text) as unknown;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const line = /\(line (\d+) /.exec(why)?.[1];
    file.report({
      code: `${file.area}.not-json`,
      place: line ? `${file.place}:${line}` : file.place,
      rule: `The file must be JSON, and it does not parse: ${why}.`,
      remedy:
        'Correct the syntax; JSON has double quotes only, no comments and no comma after the last entry.',
    });
    return undefined;
  }
}

/** The parsed text (null if empty), or undefined after a report. */
export function parseYaml(file: DataFile): unknown {
  const { document, counter } = parsePositions(file.text);
  const [error] = document.errors;
  if (!error) return document.toJS() as unknown;
  file.report({
    code: `${file.area}.not-yaml`,
    place: `${file.place}:${counter.linePos(error.pos[0]).line + (file.linesAbove ?? 0)}`,
    rule: `This must be YAML, and it does not parse: ${error.message.split('\n')[0]?.replace(/:$/, '')}.`,
    remedy: 'Correct the syntax; put a text that holds ": " or begins with a special character into quotes.',
  });
  return undefined;
}

/** The value as its schema gives it, or undefined after one report for each thing that does not fit. */
export function fit<S extends z.ZodType>(schema: S, value: unknown, file: DataFile): z.output<S> | undefined {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const path = [...(file.inside ?? []), ...issue.path];
    const line = lineOf(
      file,
      issue.code === 'unrecognized_keys' ? [...path, ...issue.keys.slice(0, 1)] : path,
    );
    file.report({
      code: `${file.area}.schema`,
      place: line ? `${file.place}:${line}` : file.place,
      rule: issueSentence(issue, path),
      remedy: `Correct it; ${file.schemaFile} says what each field holds.`,
    });
  }
  return undefined;
}

/** The 1-based line at which the value at a path stands, or of the nearest thing around it. */
export function lineOf(file: Pick<DataFile, 'text' | 'linesAbove'>, path: IssuePath): number | undefined {
  const { document, counter } = parsePositions(file.text);
  for (let length = path.length; length > 0; length -= 1) {
    const offset = offsetAt(document, path.slice(0, length));
    if (offset !== undefined) return counter.linePos(offset).line + (file.linesAbove ?? 0);
  }
  return undefined;
}

/** JSON is parsed as the YAML that it is, because YAML's parser keeps the positions. */
function parsePositions(text: string): { document: Document; counter: LineCounter } {
  const counter = new LineCounter();
  return { document: parseDocument(text, { lineCounter: counter }), counter };
}

/** A field is found by its key, so that a value on the lines below does not move the place. */
function offsetAt(document: Document, path: IssuePath): number | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => String(key) === String(path.at(-1)));
    return rangeStart(pair?.key);
  }
  return rangeStart(document.getIn(path, true));
}

function rangeStart(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined;
  return Array.isArray(node.range) && typeof node.range[0] === 'number' ? node.range[0] : undefined;
}
