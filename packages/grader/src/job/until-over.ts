import type { JobMessage } from './messages.ts';

/** Tells what a job says until it is over: a process that runs several jobs must never tell of one during the next. */
export function untilOver(send: (message: JobMessage) => void): (message: JobMessage) => void {
  let isOver = false;
  return (message) => {
    if (isOver) return;
    isOver = message.type === 'done' || message.type === 'failed';
    send(message);
  };
}
