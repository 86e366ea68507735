/** What a page's worker shares with the child process: loading a learner's files, running a job, watching it. No Node. */
export { limitOutput, type Output } from './job/limit-output.ts';
export type { FromRunner, JobMessage, JobPlan } from './job/messages.ts';
export { runJob, type Uncaught } from './job/run-job.ts';
export { untilOver } from './job/until-over.ts';
export { commonJsFunction, type Factory } from './loader/common-js.ts';
export { createLoader, type LoaderOptions } from './loader/instances.ts';
export { ALLOWED_PACKAGES, PROGRAM_PACKAGES, type AllowedPackage } from './loader/imports.ts';
export { link, type SourceFile } from './loader/link.ts';
export { LoadError } from './loader/load-error.ts';
export type { Exports, ModuleHost, SyntaxFault } from './loader/module-host.ts';
export { stripTypes } from './loader/strip.ts';
