import type { RunReport } from './report.ts';

/** What only the table "aws" needs to know. */
export interface AwsOptions {
  /**
   * Asked once, before anything is created, with a text that says what will be created, where and under whose key.
   * Without it (and without `yes`) the table is not opened.
   */
  readonly confirm?: (question: string) => Promise<boolean>;
  /** The person has agreed already. */
  readonly yes?: boolean;
  /** The AWS region; what the SDK finds in the environment or in the profile when absent. */
  readonly region?: string;
  /** Another address than the service's, such as "http://127.0.0.1:8000". */
  readonly endpoint?: string;
  /** Part of every table's name: letters, digits and hyphens. One by chance when absent. */
  readonly runId?: string;
  /** Told at the end what was consumed, what it cost, and what is left. Printed to standard error when absent. */
  readonly report?: (report: RunReport) => void;
}
