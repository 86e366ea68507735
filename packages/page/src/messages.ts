import type { FromRunner, JobPlan } from '@keysmith/grader/watch';

/** One file of a learner, by the name under which its neighbours import it. */
export interface LearnerFile {
  readonly name: string;
  readonly text: string;
}

/** What a worker needs to judge one exercise. */
export interface PageJob extends JobPlan {
  readonly files: readonly LearnerFile[];
  /** The text of checks.test.ts, as it stands on the disk; left out for a program that is run and not judged. */
  readonly checks?: string | undefined;
}

/** What a worker is told. `warm-up` is judged while nothing else is to be done, and nobody hears of it. */
export interface ToWorker {
  readonly type: 'run' | 'warm-up';
  readonly job: PageJob;
}

/*
 * Page, frame and worker talk through three channels:
 *
 *   page → frame    window.postMessage   `Opening`, once; its port is the control port
 *   page ↔ frame    control port         `ToFrame` and `FromFrame`
 *   page ↔ worker   a port per worker    `ToWorker` one way, `FromRunner` the other, both as JSON text
 *
 * JSON text, because it is what crosses to a child process, too: the same values arrive, and no object of the learner's.
 */

/** The first message to the frame; brings the control port and the program of all workers. */
export interface Opening {
  readonly program: string;
}

/** `start` brings the worker's port. */
export type ToFrame = { readonly type: 'start' | 'end'; readonly worker: number };

/** The worker could not run at all. */
export interface FromFrame {
  readonly type: 'broken';
  readonly worker: number;
  readonly reason: string;
}

export const orderText = (order: ToWorker): string => JSON.stringify(order);
export const readOrder = (text: unknown): ToWorker => JSON.parse(String(text)) as ToWorker;
export const messageText = (message: FromRunner): string => JSON.stringify(message);
export const readMessage = (text: unknown): FromRunner => JSON.parse(String(text)) as FromRunner;
