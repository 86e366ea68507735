import { LOCAL_BEHAVIOUR } from './local-behaviour.ts';
import { LOCAL_WORDS } from './local-words.ts';

/**
 * Where DynamoDB Local 3.3.1 is known to differ from the service. A test names the difference that it meets; on
 * DynamoDB Local the difference itself is then asserted, so that a change of Local is noticed, and everywhere else the
 * service's behaviour is.
 *
 * What Local does was measured. What the service does rests on the source given: the API reference and the developer
 * guide of AWS; the cost rules of AWS's own DynamoDB skill for agents, checked there against ReturnConsumedCapacity
 * ([K]); public test suites whose authors ran them against the service: dynalite's, paritysuite/dynamodb-conformance
 * ([W1]) and one more ([W2]); and a catalogue of the errors of table operations, recorded on the service in two Regions
 * in October 2026 for the AWS controllers for Kubernetes ([W3]).
 */
export interface LocalDifference {
  /** What Local does instead, in words. */
  readonly instead: string;
  /** Why the test follows something else. */
  readonly source: string;
  /** The sentence of Local's refusal, where both refuse and only the words differ. */
  readonly says?: RegExp;
  /** The name of Local's exception, where it is another one than the service's. */
  readonly name?: string;
  /** How the test's assertion fails on Local, where the behaviour differs and not only the words. */
  readonly fails?: RegExp;
}

export const LOCAL_DIFFERENCES = { ...LOCAL_WORDS, ...LOCAL_BEHAVIOUR } as const;

export type LocalDifferenceId = keyof typeof LOCAL_DIFFERENCES;

/** The difference of that name, with every field of the interface. */
export function localDifference(id: LocalDifferenceId): LocalDifference {
  return LOCAL_DIFFERENCES[id];
}
