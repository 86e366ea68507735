/** The layers that stand between a submission and its mark. */
export const LAYERS = ['verdict', 'value', 'channel', 'process', 'resources', 'machine', 'state'] as const;

export type Layer = (typeof LAYERS)[number];

/**
 * One attack: what is put into the toy's `access.ts` and what must come of it. The rest of the file is a right answer where
 * the attack wants its mark by right code that does harm, and a wrong one where it wants a mark that it does not deserve.
 */
export interface Attack {
  readonly layer: Layer;
  /** What the code tries, in a sentence. */
  readonly tries: string;
  /** Stands at the top of `access.ts`, where it runs when the file is loaded. */
  readonly top?: string;
  /** Runs at the beginning of `keepNote`. */
  readonly keepNote?: string;
  /** Takes the place of what `listNotes` does; a wrong answer unless it is given. `right` leaves the right one. */
  readonly listNotes?: string;
  /** `no-pass`: not one check that looks at the answer passes. `harmless`: judged as the right answer that it is. */
  readonly must: 'no-pass' | 'harmless';
  /** The code of the outcome, where there is no verdict. */
  readonly code?: string;
  /** The limit that is named. */
  readonly limit?: string;
}

/** An answer that is wrong, whatever is asked. */
export const WRONG = "return ['not a note'];";
