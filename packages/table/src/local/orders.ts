// What the supervisor is told when it starts, and what it tells. Types only: the supervisor itself is JavaScript.

/** The supervisor's only argument, as JSON. All paths are absolute. */
export interface Orders {
  /** The folder of DynamoDBLocal.jar. */
  readonly programFolder: string;
  /** The Java to run it with. */
  readonly java: string;
  /** One argument for Java, ahead of all others; "@file" names a file of options. */
  readonly javaOptions: string;
  readonly port: number;
  /** Holds Java's temporary files; the supervisor removes it when Java has ended. */
  readonly scratchFolder: string;
}

/** One line of JSON on the supervisor's standard output. */
export type Report =
  | { readonly event: 'started'; readonly pid: number }
  | { readonly event: 'ended'; readonly code: number | null; readonly signal: string | null }
  | { readonly event: 'failed'; readonly message: string };
