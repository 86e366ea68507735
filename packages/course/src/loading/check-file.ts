import { lineAt } from '../mdx.ts';
import type { Manifest } from '../schemas/exercise.ts';
import type { Report } from './source.ts';

/** The text of a checks.test.ts and where problems of it are put. */
export interface CheckFile {
  readonly place: string;
  readonly text: string;
  readonly manifestPlace: string;
  readonly report: Report;
}

/** Compares the checks that the file implements, found as `check('id'`, with those that the manifest declares. */
export function reportCheckFile(file: CheckFile, manifest: Manifest): void {
  const code = withoutComments(file.text);
  const declared = new Set(manifest.checks.map(({ id }) => id));
  const implemented = new Set<string>();
  for (const match of code.matchAll(/\bcheck\(\s*(['"`])([^'"`]*)\1/g)) {
    const id = match[2] ?? '';
    const place = `${file.place}:${lineAt(code, match.index)}`;
    if (!declared.has(id)) {
      file.report({
        code: 'checks.undeclared',
        place,
        rule: `The manifest declares every check that the file implements, and it has no check "${id}".`,
        remedy: `Declare it under \`keysmith.checks\` of ${file.manifestPlace}, or correct the id.`,
      });
    } else if (implemented.has(id)) {
      file.report({
        code: 'checks.twice',
        place,
        rule: `A check is implemented once, and "${id}" stands here again.`,
        remedy: 'Join the two, or declare the second under an id of its own.',
      });
    }
    implemented.add(id);
  }
  for (const id of [...declared].filter((id) => !implemented.has(id))) {
    file.report({
      code: 'checks.unimplemented',
      place: file.place,
      rule: `The file implements every check that the manifest declares, and check "${id}" is not in it.`,
      remedy: `Write \`check('${id}', …)\` with the id as a plain text, or take the check out of the manifest.`,
    });
  }
}

/** Comments are blanked, with their length and line breaks kept. An address in a text ("https://…") is no comment. */
function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*/g, (comment) => comment.replace(/[^\n]/g, ' '));
}
