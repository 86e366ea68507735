import { processError } from '@vitest/utils/error';
import { MissingExportError, type ThrownError } from '../rig/binding.ts';
import { CodecError } from '../rig/codec.ts';
import { TraceExpectation } from '../recorder/matchers.ts';
import { Trace, type RecordedRequest } from '../recorder/trace.ts';
import type { Call } from '../rig/client.ts';
import type { Replay } from '../replay/format.ts';
import { inOurWords, stripColours } from './in-our-words.ts';
import { show } from './show.ts';

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

/** The learner's function returned while requests of it were still under way. */
export class UnfinishedError extends Error {
  constructor(functionName: string, operations: readonly string[]) {
    const requests = operations.length === 1 ? 'a request' : `${operations.length} requests`;
    super(
      `${functionName} returned before ${requests} of it had an answer (${[...new Set(operations)].join(', ')}). ` +
        'An `await` is missing: in Lambda the process may stop before the request is sent.',
    );
    this.name = 'UnfinishedError';
  }
}

/** The table under the check can't show what the check asks for; the check is skipped with that reason. */
export class UnsupportedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnsupportedError';
  }
}

/** What an instrument tells of a flaw that it found, to somebody who has never seen the instrument. */
export interface FlawReport {
  readonly instrument: string;
  /** What was tried, in a sentence. */
  readonly tried: string;
  /** What happened, step by step: preformatted. */
  readonly timeline?: string;
  /** Why DynamoDB may do that. */
  readonly why?: string;
  /** The slug of the chapter that explains it. */
  readonly chapter?: string;
  readonly figure?: { readonly svg: string; readonly text: string };
  /** Repeats the run. */
  readonly token?: string;
  readonly replay?: Replay;
  /** The requests of the run, in the order in which the table saw them. */
  readonly requests?: readonly RecordedRequest[];
  /** The call that is to be shown, where that is not the last one. */
  readonly call?: Call | undefined;
}

/** An instrument found a flaw. The cause is what the check threw in that run, and says which property broke. */
export class FlawError extends Error {
  readonly report: FlawReport;

  constructor(report: FlawReport, cause: Error) {
    super(cause.message, { cause });
    this.name = 'FlawError';
    this.report = report;
  }
}

/** What an instrument itself found wrong, where no `expect` of the check says it. */
export class PropertyError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PropertyError';
  }
}

/** Somebody went on and on, such as in a loop that waits for what never comes. */
export class EndlessError extends PropertyError {
  constructor(who: string, requests: number) {
    const count = requests.toLocaleString('en');
    super(`expected ${who} to come to an end, but after ${count} requests it still went on`);
  }
}

/** The check stumbled over what the learner's function returned, such as nothing where a list was asked for. */
export class ResultError extends Error {
  constructor({ name, outcome }: Call, cause: Error) {
    const ending = 'error' in outcome ? `after ${name} threw` : `with what ${name} returned`;
    super(`the check cannot go on ${ending}: ${cause.message}`, { cause });
    this.name = 'ResultError';
  }
}

/** Why a check failed: plain data, the same shape as the course's verdict schema. */
export interface FailureReport {
  expected: string;
  happened: string;
  evidence: string;
  requests: RequestReport[];
  place?: string;
  instrument?: string;
  tried?: string;
  timeline?: string;
  why?: string;
  chapter?: string;
  figure?: { svg: string; text: string };
  token?: string;
  replay?: Replay;
}

/** A request as a report carries it: what the recorder saw, as plain data and without the raw bodies. */
export type RequestReport = Pick<
  RecordedRequest,
  'operation' | 'table' | 'detail' | 'readUnits' | 'writeUnits'
> & { index?: string; scanned?: number; returned?: number; error?: string };

const EVIDENCE_LENGTH_MAX = 4000;
const SENTENCE_LENGTH_MAX = 1000;
/** A loop can make thousands of requests; a report carries the first ones, and says how many there were. */
const REQUESTS_MAX = 100;

/**
 * The error's kind decides whether the learner's design failed, or the check itself could not run; then this is
 * undefined. A TypeError in a check comes from what the last call returned, since a check that stumbles by itself
 * fails the reference solution too.
 */
export function learnersFailure(error: unknown, lastCall: Call | undefined): Error | undefined {
  if (error instanceof FlawError) return learnersFailure(error.cause, lastCall) && error;
  if (isLearnersFailure(error)) return error as Error;
  return error instanceof TypeError && lastCall !== undefined ? new ResultError(lastCall, error) : undefined;
}

function isLearnersFailure(error: unknown): boolean {
  return (
    error instanceof LearnerError ||
    error instanceof UnfinishedError ||
    error instanceof DefinitionError ||
    error instanceof PropertyError ||
    error instanceof ResultError ||
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
  if (error instanceof FlawError) return reportFlaw(error, title, lastCall);
  const report: FailureReport = {
    expected: title,
    happened: cut(inOurWords(error), SENTENCE_LENGTH_MAX),
    evidence: lastCall === undefined ? '' : describeOutcome(lastCall),
    requests: [],
  };
  if (error instanceof LearnerError) {
    if (error.thrown.place !== undefined) report.place = error.thrown.place;
    // What it threw has been said.
    if (lastCall !== undefined && isEndOf(lastCall, error)) report.evidence = describeCall(lastCall);
  }
  addRequests(report, lastCall?.trace);
  if (isMatcherError(error)) addComparison(report, error, lastCall);
  report.evidence = cut(report.evidence, EVIDENCE_LENGTH_MAX);
  return report;
}

function reportFlaw({ report, cause }: FlawError, title: string, lastCall: Call | undefined): FailureReport {
  const { requests, call = lastCall, ...flaw } = report;
  const failure = { ...reportFailure(cause as Error, title, call), ...flaw };
  if (requests !== undefined) addRequests(failure, new Trace(requests));
  return failure;
}

function addRequests(report: FailureReport, trace: Trace | undefined): void {
  const requests = trace?.requests ?? [];
  report.requests = requests.slice(0, REQUESTS_MAX).map(withoutBodies);
  if (requests.length > REQUESTS_MAX) {
    report.evidence += `\n${requests.length} requests in all; the first ${REQUESTS_MAX} are shown.`;
  }
}

function addComparison(
  report: FailureReport,
  error: Error & { actual: unknown; expected: unknown },
  lastCall: Call | undefined,
): void {
  if (error.actual instanceof Trace) {
    // What counts here are the requests; the result would only push them off the screen.
    if (lastCall !== undefined) report.evidence = describeCall(lastCall);
    addRequests(report, error.actual);
    if (!(error.expected instanceof TraceExpectation)) return;
    report.expected = error.expected.wanted;
    report.happened = error.expected.found;
    return;
  }
  // Assertion libraries format differences better than we would; colours are the front door's business.
  const diff = (processError(error) as { diff?: string }).diff;
  if (diff !== undefined) report.evidence += `\n${stripColours(diff)}`;
}

function isEndOf({ name, outcome }: Call, { functionName, thrown }: LearnerError): boolean {
  return name === functionName && 'error' in outcome && outcome.error.message === thrown.message;
}

/** `listMembers({ workspace: "w1" })`. Records of a stream are counted: in DynamoDB's JSON, one alone fills lines. */
function describeCall({ name, input }: Call): string {
  const records = recordsIn(input);
  if (records !== undefined)
    return `${name}({ Records: [${records === 1 ? '1 record' : `${records} records`}] })`;
  return `${name}(${input === undefined ? '' : show(input)})`;
}

function recordsIn(input: unknown): number | undefined {
  const records = (input as { Records?: unknown } | null | undefined)?.Records;
  return Array.isArray(records) ? records.length : undefined;
}

/** The call with its result or what it threw. */
function describeOutcome(call: Call): string {
  const { outcome } = call;
  const end =
    'error' in outcome
      ? `threw ${outcome.error.name}: ${outcome.error.message}`
      : `returned ${show(outcome.value)}`;
  return `${describeCall(call)} ${end}`;
}

function withoutBodies(request: RecordedRequest): RequestReport {
  const { operation, table, index, detail, scanned, returned, readUnits, writeUnits, error } = request;
  return {
    operation,
    table,
    ...(index !== undefined && { index }),
    detail,
    ...(scanned !== undefined && { scanned }),
    ...(returned !== undefined && { returned }),
    readUnits,
    writeUnits,
    ...(error !== undefined && { error }),
  };
}

function cut(text: string, lengthMax: number): string {
  return text.length <= lengthMax ? text : `${text.slice(0, lengthMax)}\n…`;
}
