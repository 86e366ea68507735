import type { Clock, Engine, FaultPlan } from '@keysmith/engine';
import type { AwsOptions } from './aws/options.ts';
import type { Door } from './door.ts';
import type { TableKind } from './kinds.ts';

/** Where a table server is. Plain data, so that a child process can connect to a server that its parent started. */
export interface TableAddress {
  readonly kind: TableKind;
  /** The base address of the HTTP endpoint, without a slash at its end. Absent for the embedded engine. */
  readonly endpoint?: string;
  /** On AWS: what the names of the run's tables have in common, and where they are. */
  readonly runId?: string;
  readonly region?: string;
}

/** What only the embedded engine takes when a namespace is opened; every other kind leaves it aside. */
export interface OpenOptions {
  /** Where the tables take the time from; the system's clock by default. */
  readonly clock?: Clock;
  /** For everything in the engine that looks random. */
  readonly seed?: number;
}

/** What the embedded engine can do beside answering requests. No other table has it. */
export interface EngineControls {
  /** Opens another namespace with a copy of this one as it is now. */
  fork(namespace: string, options?: Pick<OpenOptions, 'clock'>): TableDoor;
  /** Switches legal misbehaviour on, by real table names; `undefined` switches all of it off. */
  setFaults(plan: FaultPlan | undefined): void;
  /** Deletes items whose time to live is over, as the service does sooner or later, and says which. */
  expireDue(tableName?: string): ReturnType<Engine['expireDue']>;
}

/** A door to tables, with the engine's controls where there is an engine. */
export interface TableDoor extends Door {
  readonly engine?: EngineControls;
}

/** A running table server, and the doors to it. */
export interface TableServer {
  readonly kind: TableKind;
  readonly address: TableAddress;

  /**
   * A door to a set of tables that no other namespace sees. The same name opens the same tables, from every process
   * that is connected to the server.
   */
  open(namespace: string, options?: OpenOptions): TableDoor;

  /**
   * Drops every table of the namespace, so that what it held is free again; its doors refuse to work from then on.
   * Call it when a test or a submission is done and no process uses the namespace any more: a namespace that is never
   * released costs memory and processor time until the server ends. Any connected process may release it.
   */
  release(namespace: string): Promise<void>;

  /** Releases every namespace whose name begins so, also those that a process opened which has since been killed. */
  releaseAll(prefix: string): Promise<void>;

  /** Ends the server if this process started it (and lets go of its connections). Safe to call more than once. */
  close(): Promise<void>;
}

/** How a table is started. What `AwsOptions` adds matters to the table "aws" only. */
export interface StartOptions extends AwsOptions {
  /** How long the server may take to answer its first request, in milliseconds. */
  readonly startTimeoutMs?: number;
  /** The port to listen on. A free one is chosen when it is absent. */
  readonly port?: number;
}
