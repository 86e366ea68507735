import type { CheckDefinition, CheckResult, Failure, RequestSummary } from '@keysmith/course';

/** More requests than this are counted instead of listed; a growing cost shows in the sums. */
const LISTED_MAX = 8;

/**
 * A check that did not pass, in full and as plain text: what was asked, what was expected, what happened, the call, the
 * requests, and which hint helps. Without the definition, what was asked and the hint are left out.
 */
export function formatFailure(result: CheckResult, definition?: CheckDefinition): string {
  const { failure, reason, status, task } = result;
  const help = status === 'fail' && definition ? `hint ${definition.hint} of the task "${task}"` : undefined;
  return [
    ...labelled('asked', definition?.asks),
    ...labelled('expected', failure?.expected ?? result.title),
    ...(failure ? reportLines(failure) : []),
    ...labelled('reason', reason),
    ...labelled('help', help),
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}

function reportLines(failure: Failure): string[] {
  const { happened, place, evidence, timeline, tried, why, token, figure } = failure;
  return [
    ...labelled('tried', tried),
    ...labelled('happened', happened),
    ...labelled('at', place),
    ...paragraph(evidence),
    ...paragraph(figure?.text),
    // A timeline has every request in its place.
    ...(timeline === undefined ? requestPart(failure) : paragraph(timeline)),
    ...labelled('why', why),
    ...labelled('repeat', token && `--replay ${token}`),
  ];
}

function requestPart({ requests }: Failure): string[] {
  const count = requests.length === 0 ? 'the call made none' : `the call made ${requests.length}`;
  return [...labelled('requests', count), ...indented(requestLines(requests).join('\n'))];
}

function paragraph(text: string | undefined): string[] {
  return text === undefined || text.trim() === '' ? [] : ['', ...indented(text.trimEnd()), ''];
}

/** A line for each request, the first few in full. */
export function requestLines(requests: readonly RequestSummary[]): string[] {
  const listed = requests
    .slice(0, LISTED_MAX)
    .map((request, index) => `${index + 1}  ${requestLine(request)}`);
  const left = requests.length - listed.length;
  return left > 0 ? [...listed, `…  and ${left} more`] : listed;
}

/** "Query main.byMail: pk = "W#1"; 40 items read, 3 returned; 20 read units". */
export function requestLine(request: RequestSummary): string {
  const { operation, table, index, detail, scanned, returned, error } = request;
  const target = [table, index].filter(Boolean).join('.');
  return [
    `${operation}${target === '' ? '' : ` ${target}`}${detail === '' ? '' : `: ${detail}`}`,
    scanned === undefined ? '' : `${scanned} items read, ${returned ?? 0} returned`,
    error === undefined ? unitsText(request) : `refused: ${error}`,
  ]
    .filter(Boolean)
    .join('; ');
}

function unitsText({ readUnits, writeUnits }: RequestSummary): string {
  const parts = [
    readUnits > 0 ? `${readUnits} read units` : '',
    writeUnits > 0 ? `${writeUnits} write units` : '',
  ];
  return parts.filter(Boolean).join(', ');
}

function labelled(label: string, text: string | undefined): string[] {
  return text === undefined || text === '' ? [] : [`${label.padEnd(10)}${text}`];
}

function indented(text: string): string[] {
  return text === '' ? [] : text.split('\n').map((line) => `    ${line}`.trimEnd());
}
