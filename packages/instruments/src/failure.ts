import { processError } from '@vitest/utils/error';
import { MissingExportError, type ThrownError } from './binding.ts';
import { CodecError } from './codec.ts';
import { Trace, type RecordedRequest } from './trace.ts';
import type { Call } from './rig.ts';

/** The learner's function threw where the check expected a result. */
export class LearnerError extends Error {
  readonly thrown: ThrownError;
  readonly functionName: string;

  constructor(functionName: string, thrown: ThrownError) {
    super(`${functionName} threw ${thrown.name}: ${thrown.message}`);
    this.name = 'LearnerError';
    this.functionName = functionName;
    this.thrown = thrown;
  }
}

/** DynamoDB refused the learner's table definition. */
export class DefinitionError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DefinitionError';
  }
}

/** Why a check failed: plain data, the same shape as the course's verdict schema. */
export interface FailureReport {
  expected: string;
  happened: string;
  evidence: string;
  requests: RequestReport[];
  place?: string;
}

/** A request as a report carries it: what the recorder saw, without the raw bodies. */
export type RequestReport = Omit<RecordedRequest, 'input' | 'reply'>;

const EVIDENCE_LENGTH_MAX = 4000;

/** The error's kind decides whether the learner's design failed or the check itself could not run. */
export function isLearnersFailure(error: unknown): boolean {
  return (
    error instanceof LearnerError ||
    error instanceof DefinitionError ||
    error instanceof MissingExportError ||
    error instanceof CodecError ||
    (error instanceof Error && error.name === 'AssertionError') ||
    isMatcherError(error)
  );
}

/** Errors of matchers added with `expect.extend` carry what they were given. */
function isMatcherError(error: unknown): error is Error & { actual: unknown; expected: unknown } {
  return error instanceof Error && 'actual' in error && 'expected' in error;
}

/** Builds the report of a failure from what was thrown and the last call of the learner's code. */
export function reportFailure(error: Error, title: string, lastCall: Call | undefined): FailureReport {
  const report: FailureReport = {
    expected: title,
    happened: readable(firstParagraph(error.message)),
    evidence: lastCall === undefined ? '' : describeCall(lastCall),
    requests: (lastCall?.trace.requests ?? []).map(withoutBodies),
  };
  if (error instanceof LearnerError && error.thrown.place !== undefined) report.place = error.thrown.place;
  if (isMatcherError(error)) addComparison(report, error);
  report.evidence = cut(report.evidence);
  return report;
}

function addComparison(report: FailureReport, error: Error & { actual: unknown; expected: unknown }): void {
  if (error.actual instanceof Trace) {
    report.requests = error.actual.requests.map(withoutBodies);
    return;
  }
  // Assertion libraries format differences better than we would; colours are the front door's business.
  const diff = (processError(error) as { diff?: string }).diff;
  if (diff !== undefined) report.evidence += `\n${stripColours(diff)}`;
}

/** "listMembers({ workspace: 'w1' })", with its result or what it threw. */
function describeCall({ name, input, outcome }: Call): string {
  const end =
    'error' in outcome
      ? `threw ${outcome.error.name}: ${outcome.error.message}`
      : `returned ${show(outcome.value)}`;
  return `${name}(${input === undefined ? '' : show(input)}) ${end}`;
}

const SHOWN_LENGTH_MAX = 300;

/** A value as one line of text, sets and bytes included. */
export function show(value: unknown): string {
  const text = JSON.stringify(value, (_key, member: unknown) => {
    if (member instanceof Set) return [...member];
    if (typeof member === 'bigint') return `${member}n`;
    if (member instanceof Uint8Array) return `<${member.length} bytes>`;
    return member;
  });
  if (text === undefined) return 'nothing';
  return text.length <= SHOWN_LENGTH_MAX ? text : `${text.slice(0, SHOWN_LENGTH_MAX)}…`;
}

function withoutBodies({ input: _input, reply: _reply, ...request }: RecordedRequest): RequestReport {
  return request;
}

function firstParagraph(message: string): string {
  return stripColours(message).split('\n\n')[0]?.trim() ?? message;
}

/** The assertion library's sentence without what says nothing to a learner; shortened values stand in the comparison. */
function readable(sentence: string): string {
  const plain = sentence.replace(' // Object.is equality', '');
  if (!/…\(\d+\)/.test(plain)) return plain;
  return plain.replace(
    /expected .+ to deeply equal .+$/s,
    'differs from what was expected, as compared here',
  );
}

function stripColours(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are the terminal's control sequences
  return text.replace(/\u001b\[[0-9;]*m/g, '');
}

function cut(text: string): string {
  return text.length <= EVIDENCE_LENGTH_MAX ? text : `${text.slice(0, EVIDENCE_LENGTH_MAX)}\n…`;
}
