/** More than this is not kept: a learner's loop may print for as long as it is let run. */
export const OUTPUT_LENGTH_MAX = 1024 * 1024;

export interface Output {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

/** Hands on what a learner's code prints, up to 1 MB, so that it cannot drown the verdict. */
export function limitOutput(emit: (output: Output) => void): (output: Output) => void {
  let left = OUTPUT_LENGTH_MAX;
  return ({ stream, text }) => {
    if (left > 0) emit({ stream, text: text.slice(0, left) });
    if (left > 0 && text.length >= left) {
      emit({ stream: 'stderr', text: '\n[Output beyond 1 MB is left out.]\n' });
    }
    left -= text.length;
  };
}
