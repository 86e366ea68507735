/** Something at the top of what a class handed in. */
export interface Top {
  readonly name: string;
  readonly kind: 'folder' | 'file' | 'link';
}

/** One of these things, and which place it has in its learner's submission. */
export interface Part {
  readonly top: Top;
  /** The path of a file; for a folder, '' (its content is the submission). */
  readonly as: string;
}

/** What one learner handed in, and what they are called. */
export interface Handed {
  readonly learner: string;
  readonly parts: readonly Part[];
}

/** The way in which some program, or a person, puts the submissions of a class beside each other. */
export interface Layout {
  readonly name: 'folders' | 'canvas' | 'moodle';
  /** The submissions in any order, or undefined if these things are not laid out so. */
  read(tops: readonly Top[]): readonly Handed[] | undefined;
}

/** Parts that are one learner's, together. */
export function byLearner(parts: readonly (Part & { readonly learner: string })[]): Handed[] {
  return [...Map.groupBy(parts, ({ learner }) => learner)].map(([learner, own]) => ({ learner, parts: own }));
}
