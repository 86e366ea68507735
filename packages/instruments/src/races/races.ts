import { FlawError } from '../checks/failure.ts';
import { learnersOrThrow, type TrialContext } from '../checks/trial-context.ts';
import { startRecording } from '../replay/recording.ts';
import { timelineOf } from '../replay/timeline.ts';
import type { Replay } from '../replay/format.ts';
import { ChanceError } from '../replay/chance-error.ts';
import { ReplayError, writeToken } from '../replay/token.ts';
import { insideOf, type Rig } from '../rig/rig.ts';
import { Exploration } from './exploration.ts';
import { depend, dependWhenWatched, type Footprint } from './footprint.ts';
import { observing } from './observe.ts';
import {
  atRandom,
  fits,
  following,
  letterOf,
  readSchedule,
  scheduleOf,
  shortened,
  spell,
  withOneSwitch,
  type Schedule,
} from './schedule.ts';
import { toldOf } from './told.ts';
import {
  stepThrough,
  type Choose,
  type Execution,
  type Observer,
  type Script,
  type Step,
} from './stepper.ts';

export interface RaceOptions {
  /** What each client does, by the name that messages give it: `{ 'client A': (client) => client.call('like', …) }`. */
  readonly clients: Readonly<Record<string, Script>>;
  /**
   * Looks at the end of every run: the tables, and what the scripts returned, in their order. It throws when
   * something is wrong, as `expect` does. What is called on this rig comes after the race.
   */
  readonly afterwards: (rig: Rig, results: readonly unknown[]) => Promise<void> | void;
  /** Looks at the tables after every step. Give it only if it must hold at every moment: it makes more runs differ. */
  readonly invariant?: (rig: Rig) => Promise<void> | void;
  /** How many runs are made in order at most; 1,000 unless it is given. */
  readonly budget?: number;
  /** The chapter that explains the flaw; "races" unless it is given. */
  readonly chapter?: string;
}

/** What came of a race in all its runs. */
interface RaceOutcome {
  /** Runs that differ in more than the order of steps that do not concern each other. */
  readonly runs: number;
  /** Whether no other run differs from those. */
  readonly everyRun: boolean;
  /** The runs in which something broke, with what was thrown. */
  readonly broken: readonly { readonly schedule: Schedule; readonly error: Error }[];
}

const BUDGET = 1000;
const QUICK_BUDGET = 8;
/** Where there are more runs than the budget, so many more of it are drawn at random: the first in order are much alike. */
const RANDOM_SHARE = 0.3;
const SHORTENING_RUNS_MAX = 100;

/**
 * Runs clients against each other in every order of their requests that makes a difference, each time on a copy of the
 * rig as it is now and with a copy of the learner's modules for each client; drawn orders, where there are too many.
 *
 * @throws {FlawError} for the run with the fewest switches that was found to break `afterwards` or `invariant`.
 */
export async function races(rig: Rig, options: RaceOptions): Promise<void> {
  const { trial } = insideOf(rig);
  const number = trial.log.nextInstrument();
  const race = new Race(rig, options);
  const replay = trial.replayOf(number);
  if (replay !== undefined) return race.repeat(replayed(replay), number);
  const outcome = await explore(race, { trial, number });
  const [first] = outcome.broken;
  trial.log.count({ instrument: 'races', tried: outcome.runs, broken: outcome.broken.length });
  if (first !== undefined) throw await race.flaw(await race.shorten(first.schedule), outcome, number);
  trial.log.measured(`races: ${inWords(outcome)}`);
}

function replayed(plan: string): Schedule {
  const schedule = readSchedule(plan);
  if (schedule !== undefined) return schedule;
  throw new ReplayError(`"${plan}" is no schedule of a race, which would look like A2B3A1`);
}

interface ExploreOptions {
  readonly trial: TrialContext;
  readonly number: number;
}

/** Tries first the runs with one switch, then every one that differs, then such as are drawn. */
async function explore(race: Race, { trial, number }: ExploreOptions): Promise<RaceOutcome> {
  const quick = trial.depth === 'quick';
  const budget = quick ? QUICK_BUDGET : (race.options.budget ?? BUDGET);
  const seen = new Set<string>();
  const broken: { schedule: Schedule; error: Error }[] = [];
  let everyRun = false;
  const tryOne = async (choose: Choose): Promise<Execution | undefined> => {
    const { execution, error } = await race.run(choose, seen);
    if (error !== undefined) broken.push({ schedule: scheduleOf(execution.steps), error });
    trial.log.progress(Math.min(seen.size, budget), budget);
    return execution;
  };
  const enough = (): boolean => !trial.countsAll && broken.length > 0;

  const first = await tryOne(following([]));
  for (const schedule of withOneSwitch(lengthsOf(first?.steps ?? [], race.clients))) {
    if (enough() || (quick && seen.size >= budget)) break;
    await tryOne(following(schedule));
  }
  const exploration = new Exploration(race.depend);
  for (let runs = 0; !quick && !enough() && runs < budget; runs += 1) {
    await tryOne(exploration.choose);
    exploration.advance();
    if (exploration.exhausted) {
      everyRun = true;
      break;
    }
  }
  const random = trial.random(`races-${number}`);
  for (let runs = 0; !quick && !everyRun && !enough() && runs < budget * RANDOM_SHARE; runs += 1)
    await tryOne(atRandom(random));
  return { runs: seen.size, everyRun, broken };
}

function lengthsOf(steps: readonly Step[], clients: readonly string[]): number[] {
  return clients.map((_name, client) => steps.filter((step) => step.client === client).length);
}

/** "84 runs, every one that differs". */
export function inWords({ runs, everyRun }: Pick<RaceOutcome, 'runs' | 'everyRun'>): string {
  const count = `${runs} ${runs === 1 ? 'run' : 'runs'}`;
  return everyRun ? `${count}, every one that differs` : `${count} that differ, some of those that there are`;
}

/** One race: its rig at the beginning, and the ways to run it. */
class Race {
  readonly options: RaceOptions;
  readonly clients: readonly string[];
  readonly depend: (a: Footprint, b: Footprint) => boolean;
  private readonly rig: Rig;

  constructor(rig: Rig, options: RaceOptions) {
    this.rig = rig;
    this.options = options;
    this.clients = Object.keys(options.clients);
    // A lagging index or a throttled table makes any two requests concern each other.
    const any = (): boolean => true;
    const usual = options.invariant === undefined ? depend : dependWhenWatched;
    this.depend = insideOf(rig).hasFaults ? any : usual;
  }

  /** One run, judged unless an equivalent one has been. */
  async run(choose: Choose, seen?: Set<string>): Promise<{ execution: Execution; error?: Error }> {
    const copy = await this.rig.fork();
    const { invariant, afterwards, clients } = this.options;
    const made: Step[] = [];
    const watched: Choose = (waiting, steps) => {
      made.splice(0, made.length, ...steps);
      const chosen = choose(waiting, steps);
      const pending = chosen === undefined ? undefined : waiting.get(chosen);
      if (pending !== undefined) made.push({ ...pending, client: chosen as number });
      return chosen;
    };
    let execution: Execution = { steps: made, results: [], brokenOff: true };
    try {
      execution = await stepThrough({
        rig: copy,
        clients,
        choose: watched,
        ...(invariant && { afterStep: async () => invariant(copy) }),
      });
      if (execution.brokenOff) return { execution };
      const isNew = seen === undefined || addNew(seen, this.classOf(execution.steps));
      if (isNew) await afterwards(copy, execution.results);
      return { execution };
    } catch (error) {
      seen?.add(this.classOf(made));
      return { execution, error: learnersOrThrow(error, insideOf(copy).trial) };
    } finally {
      await insideOf(copy).close();
    }
  }

  /** The same text for equivalent runs: each step with those before it that it depends on. */
  private classOf(steps: readonly Step[]): string {
    const counts = this.clients.map(() => 0);
    const names = steps.map(({ client }) => `${client}:${((counts[client] as number) += 1)}`);
    const lines = steps.map((step, at) => {
      const before = names.filter((_name, earlier) => {
        const other = steps[earlier] as Step;
        return earlier < at && other.client !== step.client && this.depend(other.footprint, step.footprint);
      });
      return `${names[at]}<${before.sort().join(',')}`;
    });
    return lines.sort().join(' ');
  }

  /** Looks for a run that breaks with fewer switches; gives the last that did. */
  async shorten(schedule: Schedule): Promise<Schedule> {
    let shortest = schedule;
    let left = SHORTENING_RUNS_MAX;
    for (let improved = true; improved;) {
      improved = false;
      for (const candidate of shortened(shortest)) {
        if ((left -= 1) < 0) return shortest;
        const { execution, error } = await this.run(following(candidate));
        if (error === undefined) continue;
        shortest = scheduleOf(execution.steps);
        improved = true;
        break;
      }
    }
    return shortest;
  }

  async repeat(schedule: Schedule, number: number): Promise<void> {
    const { execution, error } = await this.run(following(schedule));
    if (error !== undefined) throw await this.flaw(scheduleOf(execution.steps), undefined, number);
    if (!fits(schedule, scheduleOf(execution.steps)))
      throw new ReplayError('the clients make other requests than in the run that it names');
    insideOf(this.rig).trial.log.measured('races: the run that was asked for, and nothing broke in it');
  }

  /** Runs a schedule once more, and tells what happens in it. */
  async flaw(schedule: Schedule, outcome: RaceOutcome | undefined, number: number): Promise<FlawError> {
    const { trial } = insideOf(this.rig);
    const copy = await this.rig.fork();
    const recording = await startRecording(copy);
    const ids = this.clients.map((_name, client) => letterOf(client));
    const cause = await this.judge(copy, schedule, observing(recording, ids));
    const plan = spell(schedule);
    const token = writeToken({ checkId: trial.checkId, seed: trial.seed, instrument: number, plan });
    const { tried, why, isRace } = toldOf(this.clients, schedule, outcome?.runs);
    const replay: Replay = recording.finish({
      instrument: 'races',
      title: tried,
      broke: cause.message,
      seed: trial.seed,
      token,
      clients: this.clients.map((label, client) => ({ id: letterOf(client), label })),
    });
    await insideOf(copy).close();
    return new FlawError(
      {
        instrument: 'races',
        tried,
        timeline: timelineOf(replay),
        why,
        ...(!isRace ? {} : { chapter: this.options.chapter ?? 'races' }),
        token,
        replay,
        requests: recording.requests,
      },
      cause,
    );
  }

  private async judge(copy: Rig, schedule: Schedule, observer: Observer): Promise<Error> {
    const { invariant, afterwards, clients } = this.options;
    try {
      const { results } = await stepThrough({
        rig: copy,
        clients,
        choose: following(schedule),
        observer,
        ...(invariant && { afterStep: async () => invariant(copy) }),
      });
      await afterwards(copy, results);
    } catch (error) {
      return learnersOrThrow(error, insideOf(copy).trial);
    }
    throw new ChanceError(`the run ${spell(schedule)}`);
  }
}

function addNew(seen: Set<string>, key: string): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}
