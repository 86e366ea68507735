import { mergeProgress, type Progress } from '../progress/progress.ts';
import { browserProgress } from '../progress/store.ts';

/** Adds the progress of the command to that of this browser, so that whatever lists the course shows both. */
export function keepInBrowser(progress: Progress): void {
  browserProgress().change((own) => mergeProgress(own, progress));
}
