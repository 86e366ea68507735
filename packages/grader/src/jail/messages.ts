import type { Json, ThrownError } from '@keysmith/instruments/jail';
import type { LinkedModule } from '../loader/linked-module.ts';
import type { LoadErrorCode } from '../loader/load-error.ts';

/**
 * The words of the frames, by their first one.
 *
 * To the jail, each of them answered by `ack` when the code has gone on as far as it can:
 *   files                                   body: FilesBody
 *   load    <operation> <nonce>             answered by `done`
 *   make    <operation> <nonce> <instance>  body: the one file that it is made of, or nothing
 *   read    <operation> <nonce>             body: the name of an export
 *   call    <call> <nonce> <instance> <source> <drawn> <now>   body: CallBody
 *   reply   <call> <number> <now> <status>  body: what the table answered
 *   refuse  <call> <number> <now>           body: RefusedBody
 *   wake    <call> <number> <now>
 *   forget  <instance>
 *
 * From the jail:
 *   ready
 *   request <call> <number> <drawn> <operation>   body: what the SDK wrote
 *   sleep   <call> <number> <drawn> <milliseconds>
 *   backoff <call> <number> <drawn> <milliseconds>
 *   return  <call> <nonce> <drawn>           body: ReturnBody
 *   done    <operation> <nonce>              body: DoneBody
 *   thrown | rejected                        body: ThrownError, of which nothing was caught
 *   ack
 */
export type ToJail = 'files' | 'load' | 'make' | 'read' | 'call' | 'reply' | 'refuse' | 'wake' | 'forget';

export interface FilesBody {
  readonly modules: readonly LinkedModule[];
  /** Whether they have loaded in another jail: then no real modules are made to see it. */
  readonly isKnown: boolean;
}

export interface CallBody {
  readonly name: string;
  readonly tables: Readonly<Record<string, string>>;
  readonly input: Json;
  /** The client's name, which its identifiers end with. */
  readonly client: string;
}

/** An error of the way to the table, for the SDK, which looks at its name and code to decide whether to try again. */
export interface RefusedBody {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
}

/** What cannot cross, and where it stands. */
export interface Uncrossable {
  readonly path: string;
  readonly found: string;
}

export type ReturnBody =
  | { readonly value: Json }
  | { readonly error: ThrownError }
  | { readonly uncrossable: Uncrossable }
  | { readonly missing: true };

export type DoneBody =
  | { readonly value?: Json }
  | { readonly uncrossable: Uncrossable }
  | { readonly missing: true }
  | { readonly fault: { readonly code: LoadErrorCode; readonly place: string; readonly text: string } };
