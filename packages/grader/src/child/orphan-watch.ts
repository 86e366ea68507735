import { workerData } from 'node:worker_threads';
import { endGroup } from './end-group.ts';

// A thread of its own, because a child whose learner's code loops never hears that its parent is gone.
const parent = workerData as number;

setInterval(() => {
  if (process.ppid !== parent) endGroup();
}, 1000);
