import type { IncomingMessage, ServerResponse } from 'node:http';
import { copyStarter, loadCourse, readProgress, type Exercise } from '@keysmith/course';
import { createRunner, type Runner } from '@keysmith/grader';
import { openDesk, type Desk, type WatchFiles } from './desk.ts';
import { refusalOf, refusalOfChange, type Refusal } from './guard.ts';
import { TOKEN_HEADER } from './messages.ts';
import type { PassesOptions } from './passes.ts';

export interface BesideOptions {
  /** The course's folder. */
  readonly root: string;
  readonly watch: WatchFiles;
  /** A secret of this server and its pages, sent with whatever changes something. */
  readonly token: string;
}

/** The part of `npm start` that runs the checks on the learner's own files and tells the pages about it. */
export interface Beside {
  /** Answers what is meant for it, and refuses what nobody may ask; anything else goes on to `next`. */
  handle(request: IncomingMessage, response: ServerResponse, next: () => void): void;
  /** Ends every run and every process that it started. */
  close(): Promise<void>;
}

interface Surroundings extends BesideOptions {
  readonly desks: Map<string, Desk>;
  readonly runners: () => PassesOptions['runners'];
}

interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  answer(call: Call, surroundings: Surroundings): Promise<void>;
}

interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** What the path's group caught: an exercise's slug. */
  readonly slug: string;
}

const ROUTES: readonly Route[] = [
  { method: 'GET', path: /^\/beside\/progress\/$/, answer: answerProgress },
  { method: 'GET', path: /^\/beside\/([a-z0-9-]+)\/events\/$/, answer: answerEvents },
  { method: 'POST', path: /^\/beside\/([a-z0-9-]+)\/starter\/$/, answer: answerStarter },
];

export function openBeside(options: BesideOptions): Beside {
  const desks = new Map<string, Desk>();
  const { runners, close } = lazyRunners();
  const surroundings: Surroundings = { ...options, desks, runners };
  return {
    handle(request, response, next) {
      const { method, headers, socket } = request;
      const refusal = refusalOf({ method, headers, remoteAddress: socket.remoteAddress });
      if (refusal !== undefined) return refuse(response, refusal);
      const path = request.url?.split('?')[0] ?? '';
      if (!path.startsWith('/beside/')) return next();
      answer({ request, response, path }, surroundings).catch((error: unknown) =>
        refuse(response, { status: 500, reason: error instanceof Error ? error.message : String(error) }),
      );
    },
    async close() {
      for (const desk of desks.values()) desk.close();
      await close();
    },
  };
}

async function answer(
  { request, response, path }: Omit<Call, 'slug'> & { readonly path: string },
  surroundings: Surroundings,
): Promise<void> {
  const route = ROUTES.find((one) => one.path.test(path));
  if (route === undefined) return refuse(response, { status: 404, reason: 'There is nothing here.' });
  if (request.method !== route.method) {
    response.setHeader('allow', route.method);
    return refuse(response, { status: 405, reason: `Only ${route.method} is understood here.` });
  }
  return route.answer({ request, response, slug: route.path.exec(path)?.[1] ?? '' }, surroundings);
}

async function answerProgress({ response }: Call, { root }: Surroundings): Promise<void> {
  sendJson(response, await readProgress(root));
}

async function answerStarter(
  { request, response, slug }: Call,
  { root, token }: Surroundings,
): Promise<void> {
  const refusal = refusalOfChange(request.headers, { given: request.headers[TOKEN_HEADER], own: token });
  if (refusal !== undefined) return refuse(response, refusal);
  const exercise = await exerciseOf(root, slug);
  if (exercise === undefined) return refuse(response, noExercise(slug));
  sendJson(response, { copied: await copyStarter(exercise) });
}

async function answerEvents({ request, response, slug }: Call, surroundings: Surroundings): Promise<void> {
  const exercise = await exerciseOf(surroundings.root, slug);
  if (exercise === undefined) return refuse(response, noExercise(slug));
  if (request.destroyed) return;
  const desk = deskOf(exercise, surroundings);
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.flushHeaders();
  const leave = desk.join((event) => response.write(`data: ${JSON.stringify(event)}\n\n`));
  response.once('close', leave);
}

/** A page that is opened later reads the exercise anew; those that are open go on with theirs. */
function deskOf(exercise: Exercise, { root, watch, desks, runners }: Surroundings): Desk {
  const known = desks.get(exercise.slug);
  if (known?.isOpen) return known;
  const desk = openDesk({ exercise, root, watch, runners: runners() });
  desks.set(exercise.slug, desk);
  return desk;
}

/** The exercise as it is now. One that an author has in the making takes nothing from the others. */
async function exerciseOf(root: string, slug: string): Promise<Exercise | undefined> {
  // Facts grow stale for authors; a learner can do nothing about them, so no day is too late.
  const { exercises } = await loadCourse(root, { today: '0001-01-01', only: [] });
  return exercises.find((exercise) => exercise.slug === slug);
}

/** Processes that wait for a run take memory, so there are none before somebody wants one. */
function lazyRunners() {
  let opened: Readonly<Record<'quick' | 'full', Runner>> | undefined;
  const table = { kind: 'embedded' } as const;
  return {
    runners: () =>
      (opened ??= {
        quick: createRunner({ table, isWarmingUp: true }),
        full: createRunner({ table, isWarmingUp: true }),
      }),
    async close(): Promise<void> {
      await Promise.all([opened?.quick.close(), opened?.full.close()]);
    },
  };
}

const noExercise = (slug: string): Refusal => ({
  status: 404,
  reason: `There is no exercise "${slug}", or it is not sound. \`npx keysmith check --files-only\` tells.`,
});

function refuse(response: ServerResponse, { status, reason }: Refusal): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${reason}\n`);
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(value));
}
