import { InternalServerError, ProvisionedThroughputExceededException } from '../errors.ts';
import type { Random } from '../random.ts';
import type { LagSource } from '../storage/view.ts';
import type { LagSources } from '../storage/table.ts';
import type { TableState } from '../storage/table-state.ts';
import { isObject, type JsonObject } from '../values/types.ts';
import type { FaultKind, FaultPlan, ScriptedFault, TableFaults, ThrottleLimits } from './plan.ts';
import { type Heat, Throttle } from './throttle.ts';

const NO_PLAN: FaultPlan = {};
const NO_FAULTS: TableFaults = {};
const DEFAULT_LIMITS: ThrottleLimits = {};

const PROBABILITY_OF: Partial<Record<FaultKind, 'unprocessed' | 'earlyPages' | 'conflicts' | 'lostReplies'>> =
  {
    unprocessed: 'unprocessed',
    'early-page': 'earlyPages',
    conflict: 'conflicts',
    'lost-reply': 'lostReplies',
  };

/** Decides which faults strike which call. Without a plan every question is answered at once. */
export class FaultControl {
  private plan: FaultPlan = NO_PLAN;
  private isOn = false;
  private readonly random: Random;
  private readonly now: () => number;
  private throttle: Throttle;
  /** Matching calls so far, for each entry of the script. */
  private calls: number[] = [];
  private active: readonly ScriptedFault[] = [];

  constructor(random: Random, now: () => number) {
    this.random = random;
    this.now = now;
    this.throttle = new Throttle(now);
  }

  /** Replaces the plan. Script counters start again; the caller passes the new lag on to the tables. */
  set(plan: FaultPlan | undefined): void {
    this.plan = plan ?? NO_PLAN;
    this.isOn = plan !== undefined;
    this.calls = (this.plan.script ?? []).map(() => 0);
    this.active = [];
    this.throttle = new Throttle(this.now);
  }

  /** Goes on as this one would, with the same plan and the same chance. */
  copy(now: () => number): FaultControl {
    const copy = new FaultControl(this.random.copy(), now);
    copy.plan = this.plan;
    copy.isOn = this.isOn;
    copy.calls = [...this.calls];
    copy.active = this.active;
    copy.throttle = this.throttle.copy(now);
    return copy;
  }

  private faultsOf(table: string): TableFaults {
    return this.plan.tables?.[table] ?? this.plan.tables?.['*'] ?? NO_FAULTS;
  }

  /** Counts a call, and throws where the script wants it refused outright. */
  begin(operation: string, input: JsonObject): void {
    if (!this.isOn) return;
    const script = this.plan.script ?? [];
    this.active = script.filter((fault, at) => {
      if (fault.operation !== undefined && fault.operation !== operation) return false;
      if (fault.table !== undefined && !mentions(input, fault.table)) return false;
      this.calls[at]!++;
      return this.calls[at] === fault.call;
    });
    if (this.active.some(({ fault }) => fault === 'server-error'))
      throw new InternalServerError('Internal server error');
    if (this.active.some(({ fault }) => fault === 'throttle') && !BATCHES.has(operation)) throw throttled();
  }

  /** Whether a fault strikes the current call on a table. */
  strikes(fault: FaultKind, table: string): boolean {
    if (!this.isOn) return false;
    if (this.active.some((entry) => entry.fault === fault && (entry.table ?? table) === table)) return true;
    const member = PROBABILITY_OF[fault];
    const probability = member && this.faultsOf(table)[member];
    return probability !== undefined && this.random() < probability;
  }

  /** Whether the reply to a request that was carried out gets lost. */
  losesReply(input: JsonObject): boolean {
    if (!this.isOn) return false;
    const table = input['TableName'];
    return this.strikes('lost-reply', typeof table === 'string' ? table : '*');
  }

  /** How many of `count` items (or places in a page) a fault leaves: by script, or a seeded part, never all. */
  keeps(fault: FaultKind, count: number): number {
    const keep = this.active.find((entry) => entry.fault === fault)?.keep;
    return keep ?? Math.floor(this.random() * count);
  }

  private limits(table: string): ThrottleLimits | undefined {
    const { throttle } = this.faultsOf(table);
    return throttle === true ? DEFAULT_LIMITS : throttle === false ? undefined : throttle;
  }

  /** Throws where the place is over its limit. */
  admit(heat: Heat): void {
    const limits = this.isOn ? this.limits(heat.table.name) : undefined;
    if (limits !== undefined) this.throttle.admit(heat, limits);
  }

  charge(heat: Heat, units: number): void {
    const limits = this.isOn ? this.limits(heat.table.name) : undefined;
    if (limits !== undefined) this.throttle.charge(heat, units, limits);
  }

  /** Gives a table the lag that the plan wants. To be called for new tables and for new plans. */
  lag(table: TableState): void {
    const { indexLag, readLag } = this.lagSources(table.name);
    table.store.setLag(indexLag, readLag, (item) => table.keyOf(item));
  }

  /** What decides how late the copies of a table's items are, by the plan. */
  lagSources(table: string): LagSources {
    const { indexLag, readLag } = this.faultsOf(table);
    const source = (bound: TableFaults['indexLag']): LagSource | undefined =>
      bound && { bound, random: this.random, now: this.now };
    return { indexLag: source(indexLag), readLag: source(readLag) };
  }
}

const BATCHES: ReadonlySet<string> = new Set(['BatchGetItem', 'BatchWriteItem']);

export function throttled(): ProvisionedThroughputExceededException {
  return new ProvisionedThroughputExceededException(
    'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.',
  );
}

function mentions(input: JsonObject, table: string): boolean {
  if (input['TableName'] === table) return true;
  const batch = input['RequestItems'];
  if (isObject(batch)) return table in batch;
  const actions = input['TransactItems'];
  if (!Array.isArray(actions)) return false;
  return actions.some(
    (action) =>
      isObject(action) && Object.values(action).some((part) => isObject(part) && part['TableName'] === table),
  );
}
