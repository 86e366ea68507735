import type { z } from 'zod';

/** Where in a file a value stands: `['keysmith', 'checks', 2, 'points']`. */
export type IssuePath = readonly PropertyKey[];

type Issue = z.core.$ZodIssue;
type Sized = Extract<Issue, { code: 'too_small' | 'too_big' }>;

/** What a schema found wrong, as a sentence about the field, for an author who has never seen zod. */
export function issueSentence(issue: Issue, path: IssuePath): string {
  const field = pathName(path);
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return `${field} is missing.`;
      return `${field} must be ${withArticle(issue.expected)}, not ${kindOf(issue.input)}.`;
    case 'too_small':
      return `${field} must ${sizeRule(issue, 'at least', issue.minimum)}.`;
    case 'too_big':
      return `${field} must ${sizeRule(issue, 'at most', issue.maximum)}.`;
    case 'unrecognized_keys':
      return `${field} has ${issue.keys.map((key) => `\`${key}\``).join(', ')}, which its schema does not know.`;
    case 'invalid_value':
      return `${field} must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}.`;
    case 'invalid_format':
      return `${field} ${formatRule(issue)}; it is ${JSON.stringify(issue.input)}.`;
    case 'invalid_key':
      return `${field} is a key that ${issue.issues[0]?.message ?? 'does not fit'}.`;
    default:
      return `${field} ${issue.message}.`;
  }
}

/** A path as an author would write it: `keysmith.checks[2].points`. */
export function pathName(path: IssuePath): string {
  if (path.length === 0) return 'The file';
  const steps = path.map((step, at) =>
    typeof step === 'number' ? `[${step}]` : `${at > 0 ? '.' : ''}${String(step)}`,
  );
  return `\`${steps.join('')}\``;
}

function sizeRule(issue: Sized, bound: string, size: number | bigint): string {
  if (issue.origin === 'string') return `have ${bound} ${size} characters`;
  if (issue.origin === 'array' || issue.origin === 'set')
    return `have ${bound} ${size} ${size === 1 ? 'entry' : 'entries'}`;
  return `be ${bound} ${size}`;
}

function formatRule(issue: Extract<Issue, { code: 'invalid_format' }>): string {
  if (issue.format === 'date') return 'must be a day, like 2026-11-22';
  if (issue.format === 'url') return 'must be an https address';
  if (issue.message.startsWith('must')) return issue.message;
  return 'pattern' in issue ? `must match ${issue.pattern}` : `must be a valid ${issue.format}`;
}

function withArticle(expected: string): string {
  if (expected === 'int') return 'a whole number';
  if (expected === 'record') return 'an object';
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  return withArticle(Array.isArray(value) ? 'array' : typeof value);
}
