import { show } from '../checks/show.ts';
import { createRandom } from '../random.ts';
import { tellRun, tryRun, type RunOnce } from '../replay/record-run.ts';
import type { Client } from '../rig/client.ts';
import { ReplayError } from '../replay/token.ts';
import { insideOf, type Rig } from '../rig/rig.ts';
import { spread } from '../spread.ts';
import { INSTANTS } from './instants.ts';
import type { Kind, Sort } from './kind.ts';
import { NUMBERS, SIZES } from './numbers.ts';
import { joinersIn, PAIRS, seenBetween, type Pair } from './pairs.ts';
import { IDS, TEXTS } from './texts.ts';

/** What the work can be given: what each sort of values is called, and what one of them is. */
export interface AwkwardValues {
  ids: string;
  texts: string;
  /** The parts of a two-part key; a run gets two pairs that differ. */
  pairs: Pair;
  numbers: number;
  /** Milliseconds since the epoch, rising; some are equal. */
  instants: number;
  /** How many of something; a run may get one. */
  sizes: number;
}

export type AwkwardSort = keyof AwkwardValues;

export interface AwkwardOptions<S extends AwkwardSort> {
  /** What the values are used for: identifiers, pairs of identifiers, numbers, … */
  readonly values: S;
  /**
   * What is done with the values, two or more of them (for sizes, one or more); it throws when something is wrong, as
   * `expect` does.
   */
  readonly work: (client: Client, values: readonly AwkwardValues[S][], rig: Rig) => Promise<unknown>;
  /** Kinds that make no sense here, by their ids: `case` where two spellings are to mean the same. */
  readonly without?: readonly string[];
  /** The chapter that explains it; the one for that sort of values unless it is given. */
  readonly chapter?: string;
}

const QUICK_KINDS = 3;

const SORTS: { readonly [S in AwkwardSort]: Sort<AwkwardValues[S]> } = {
  ids: IDS,
  texts: TEXTS,
  pairs: PAIRS,
  numbers: NUMBERS,
  instants: INSTANTS,
  sizes: SIZES,
};

/**
 * Does the work with one kind of awkward values after another, each time on a copy of the rig. Of pairs, it also tries
 * those that collide in what this design was seen to write. Where a kind breaks the work, it looks for two values that
 * suffice. What breaks with ordinary values is no matter of this instrument, and is told as it is.
 *
 * @throws {FlawError} for the first kind with which `work` throws, with the values, and why they are awkward.
 */
export async function awkwardly<S extends AwkwardSort>(rig: Rig, options: AwkwardOptions<S>): Promise<void> {
  const { trial } = insideOf(rig);
  const number = trial.log.nextInstrument();
  const search = new Search(rig, options, number);
  const usual = await search.breaks({ kind: search.sort.ordinary });
  if (usual !== undefined) throw usual;
  const plan = trial.replayOf(number);
  if (plan !== undefined) {
    const tried = search.planned(plan);
    if ((await search.breaks(tried)) !== undefined) throw await search.flaw(tried, 1);
    return trial.log.measured('awkward data: the values that were asked for, and nothing broke');
  }
  const all = search.kinds();
  const kinds = trial.depth === 'quick' ? spread(all, QUICK_KINDS) : all;
  let broken = 0;
  let first: { kind: Kind<AwkwardValues[S]>; tried: number } | undefined;
  for (const [at, kind] of kinds.entries()) {
    trial.log.progress(at, kinds.length);
    if ((await search.breaks({ kind })) === undefined) continue;
    broken += 1;
    first ??= { kind, tried: at + 1 };
    if (!trial.countsAll) break;
  }
  trial.log.count({ instrument: 'awkward data', tried: kinds.length, broken });
  if (first !== undefined) throw await search.flaw(await search.shortened(first.kind), first.tried);
  const some = kinds.length < all.length ? ', some of those that there are' : '';
  trial.log.measured(`awkward data: ${kinds.length} kinds of ${options.values}${some}`);
}

/** Values of a kind: all of them, or two by their places. */
interface Tried<T> {
  readonly kind: Kind<T>;
  readonly only?: readonly [number, number];
}

class Search<S extends AwkwardSort> {
  readonly sort: Sort<AwkwardValues[S]>;
  /** Kinds that are made for this design, once it has been seen with ordinary values. */
  private seen: Kind<AwkwardValues[S]>[] = [];
  private readonly rig: Rig;
  private readonly options: AwkwardOptions<S>;
  private readonly number: number;

  constructor(rig: Rig, options: AwkwardOptions<S>, number: number) {
    this.rig = rig;
    this.options = options;
    this.number = number;
    this.sort = SORTS[options.values];
  }

  kinds(): Kind<AwkwardValues[S]>[] {
    const { without = [] } = this.options;
    const { awkward } = this.sort;
    const unknown = without.find((id) => !awkward.some((kind) => kind.id === id));
    if (unknown !== undefined) {
      const known = awkward.map(({ id }) => id).join(', ');
      throw new Error(`there is no kind "${unknown}" of awkward ${this.options.values}; there are ${known}`);
    }
    return [...awkward.filter(({ id }) => !without.includes(id)), ...this.seen];
  }

  breaks(tried: Tried<AwkwardValues[S]>): Promise<Error | undefined> {
    return tryRun(this.rig, this.runWith(tried));
  }

  /** The first two values of a kind that break the work by themselves; all, if no two do. */
  async shortened(kind: Kind<AwkwardValues[S]>): Promise<Tried<AwkwardValues[S]>> {
    const count = this.valuesOf({ kind }).length;
    if (count <= 2 || this.sort.fewest < 2) return { kind };
    for (let second = 1; second < count; second += 1) {
      for (let first = 0; first < second; first += 1) {
        const tried: Tried<AwkwardValues[S]> = { kind, only: [first, second] };
        if ((await this.breaks(tried)) !== undefined) return tried;
      }
    }
    return { kind };
  }

  /** Reads the plan in a token that `flaw` gave. */
  planned(plan: string): Tried<AwkwardValues[S]> {
    const [, id, first, second] = /^([a-z0-9-]+?)(?:\.(\d)\.(\d))?$/.exec(plan) ?? [];
    const kind = this.kinds().find((each) => each.id === id);
    if (kind === undefined)
      throw new ReplayError(`"${plan}" names no kind of awkward ${this.options.values} that the check tries`);
    if (first === undefined) return { kind };
    const only = [Number(first), Number(second)] as const;
    if (Math.max(...only) >= this.valuesOf({ kind }).length)
      throw new ReplayError(`"${plan}" names values that ${kind.id} does not draw`);
    return { kind, only };
  }

  flaw(tried: Tried<AwkwardValues[S]>, count: number): Promise<Error> {
    const { kind, only } = tried;
    const values = this.valuesOf(tried)
      .map(this.sort.show ?? show)
      .join(', ');
    const about = {
      instrument: 'awkward data',
      number: this.number,
      tried: `The values were ${kind.inWords}: ${values}; kinds of values tried so far: ${count}.`,
      plan: [kind.id, ...(only ?? [])].join('.'),
      why: kind.why,
      chapter: this.options.chapter ?? this.sort.chapter,
    };
    return tellRun(this.rig, about, this.runWith(tried));
  }

  private runWith(tried: Tried<AwkwardValues[S]>): RunOnce {
    return async (copy, clientOf) => {
      const values = this.valuesOf(tried);
      await this.options.work(clientOf({ name: 'client' }), values, copy);
      if (tried.kind === this.sort.ordinary) this.seen = await this.kindsFor(copy, values);
    };
  }

  /** The same each time. */
  private valuesOf({ kind, only }: Tried<AwkwardValues[S]>): AwkwardValues[S][] {
    const { trial } = insideOf(this.rig);
    const label = `${trial.checkId}/awkward-${this.number}/${kind.id}`;
    const all = kind.draw(createRandom(trial.seed, label));
    return only === undefined ? [...all] : only.map((at) => all[at] as AwkwardValues[S]);
  }

  private async kindsFor(copy: Rig, values: readonly AwkwardValues[S][]): Promise<Kind<AwkwardValues[S]>[]> {
    if (this.options.values !== 'pairs') return [];
    const items = (await copy.stored()).map(({ item }) => item);
    const pairs = values as unknown as readonly Pair[];
    const joiners = pairs.flatMap((pair) => joinersIn(items, pair));
    const kinds = new Map(joiners.map(seenBetween).map((kind) => [kind.id, kind]));
    const usual = new Set(this.sort.awkward.map(({ id }) => id.replace('join', 'seen')));
    return [...kinds.values()].filter(({ id }) => !usual.has(id)) as unknown as Kind<AwkwardValues[S]>[];
  }
}
