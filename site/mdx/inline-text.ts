/** A stretch of a text: code, or words. */
export interface Stretch {
  readonly isCode: boolean;
  readonly text: string;
}

/** Takes a text apart at its backquotes. A single one stands for itself. */
export function splitCode(text: string): readonly Stretch[] {
  return text
    .split(/`([^`]+)`/)
    .map((part, at) => ({ isCode: at % 2 === 1, text: part }))
    .filter((stretch) => stretch.text !== '');
}
