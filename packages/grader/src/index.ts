export type { RunEvent, RunOptions, RunOutcome, Unjudged, UnjudgedCode } from './run/options.ts';
export { createRunner, type Runner } from './run/runner.ts';
export { runExercise } from './run/run-exercise.ts';
export { claimsOf, proveClaim, proveExercise, type Claim, type ProveOptions } from './prove.ts';
