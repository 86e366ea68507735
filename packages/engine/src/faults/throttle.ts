import { ProvisionedThroughputExceededException, ThrottlingException } from '../errors.ts';
import type { TableState } from '../storage/table-state.ts';
import type { ThrottleLimits } from './plan.ts';

export type Direction = 'read' | 'write';

/** Where units are used: a table or one of its indexes, and the partition key value where there is one. */
export interface Heat {
  readonly table: TableState;
  readonly index?: string | undefined;
  readonly partition?: string | undefined;
  readonly direction: Direction;
}

/** Sources: "Quotas" (3,000 read and 1,000 write units per partition), "On-demand capacity mode" (first limits, doubling). */
const PARTITION_UNITS = { read: 3000, write: 1000 } as const;
const ON_DEMAND_UNITS = { read: 12_000, write: 4000 } as const;
const BURST_SECONDS_MAX = 300;
const GROWTH_MS = 30 * 60 * 1000;
const SECOND_MS = 1000;

/** Units that flow in at a rate up to a capacity. A request may overdraw once; then the bucket must recover. */
class Bucket {
  private units: number;
  private atMs: number;

  constructor(start: number, atMs: number) {
    this.units = start;
    this.atMs = atMs;
  }

  copy(): Bucket {
    return new Bucket(this.units, this.atMs);
  }

  refill(rate: number, capacity: number, nowMs: number): number {
    this.units = Math.min(capacity, this.units + ((nowMs - this.atMs) / SECOND_MS) * rate);
    this.atMs = nowMs;
    return this.units;
  }

  take(units: number): void {
    this.units -= units;
  }
}

/** An on-demand table takes twice its previous peak at once; the peak moves up every 30 minutes. */
class OnDemandPeak {
  private peak: number;
  private highest = 0;
  private second = -1;
  private used = 0;
  private sinceMs: number;

  constructor(firstLimit: number, nowMs: number) {
    this.peak = firstLimit / 2;
    this.sinceMs = nowMs;
  }

  copy(): OnDemandPeak {
    const copy = new OnDemandPeak(0, this.sinceMs);
    copy.peak = this.peak;
    copy.highest = this.highest;
    copy.second = this.second;
    copy.used = this.used;
    return copy;
  }

  left(nowMs: number): number {
    this.move(nowMs);
    return 2 * this.peak - this.used;
  }

  take(units: number, nowMs: number): void {
    this.move(nowMs);
    this.used += units;
    this.highest = Math.max(this.highest, this.used);
  }

  private move(nowMs: number): void {
    const second = Math.floor(nowMs / SECOND_MS);
    if (second !== this.second) {
      this.second = second;
      this.used = 0;
    }
    if (nowMs - this.sinceMs < GROWTH_MS) return;
    this.peak = Math.max(this.peak, this.highest);
    this.sinceMs = nowMs;
  }
}

/** Who is over which limit, in virtual time. Deterministic: it depends on the requests and the clock alone. */
export class Throttle {
  private readonly buckets = new Map<string, Bucket>();
  private readonly peaks = new Map<string, OnDemandPeak>();
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  copy(now: () => number): Throttle {
    const copy = new Throttle(now);
    for (const [place, bucket] of this.buckets) copy.buckets.set(place, bucket.copy());
    for (const [place, peak] of this.peaks) copy.peaks.set(place, peak.copy());
    return copy;
  }

  /** Throws where the place is over a limit. */
  admit(heat: Heat, limits: ThrottleLimits): void {
    if (heat.partition !== undefined && this.partitionUnits(heat, limits) <= 0)
      throw refusal(heat, 'KeyRangeThroughputExceeded');
    if (this.tableUnits(heat, limits) > 0) return;
    const provisioned = heat.table.billing === 'PROVISIONED';
    throw refusal(heat, provisioned ? 'ProvisionedThroughputExceeded' : 'MaxOnDemandThroughputExceeded');
  }

  charge(heat: Heat, units: number, limits: ThrottleLimits): void {
    if (units === 0) return;
    if (heat.partition !== undefined) {
      this.partitionUnits(heat, limits);
      this.buckets.get(placeOf(heat, heat.partition))!.take(units);
    }
    this.tableUnits(heat, limits);
    this.buckets.get(placeOf(heat))?.take(units);
    this.peaks.get(placeOf(heat))?.take(units, this.now());
  }

  private partitionUnits(heat: Heat, limits: ThrottleLimits): number {
    const rate =
      (heat.direction === 'read' ? limits.partitionReadUnits : limits.partitionWriteUnits) ??
      PARTITION_UNITS[heat.direction];
    return this.refilled(placeOf(heat, heat.partition), rate, rate);
  }

  private tableUnits(heat: Heat, limits: ThrottleLimits): number {
    if (heat.table.billing === 'PROVISIONED') {
      const rate = throughputOf(heat);
      const burst = Math.min(limits.burstSeconds ?? BURST_SECONDS_MAX, BURST_SECONDS_MAX);
      return this.refilled(placeOf(heat), rate, rate * Math.max(1, burst));
    }
    const maximum = heat.table.onDemandMaximum?.[heat.direction];
    if (maximum !== undefined && maximum > 0) return this.refilled(placeOf(heat), maximum, maximum);
    let peak = this.peaks.get(placeOf(heat));
    if (peak === undefined) {
      peak = new OnDemandPeak(ON_DEMAND_UNITS[heat.direction], this.now());
      this.peaks.set(placeOf(heat), peak);
    }
    return peak.left(this.now());
  }

  /** A new bucket holds one second's units: nothing unused could have been saved yet. */
  private refilled(place: string, rate: number, capacity: number): number {
    let bucket = this.buckets.get(place);
    if (bucket === undefined) {
      bucket = new Bucket(rate, this.now());
      this.buckets.set(place, bucket);
    }
    return bucket.refill(rate, capacity, this.now());
  }
}

function placeOf({ table, index, direction }: Heat, partition?: string): string {
  return [table.id, index ?? '', direction, partition ?? ''].join('\0');
}

function throughputOf({ table, index, direction }: Heat): number {
  const state = index === undefined ? undefined : table.indexes.get(index);
  const own = state?.index.definition.kind === 'global' ? state.throughput : table.throughput;
  return own[direction];
}

/** Source: "Diagnosing throttling", reasons since August 2025: resource, operation, limit. */
function refusal({ table, index, direction }: Heat, limit: string): Error {
  const kind = index === undefined ? 'Table' : 'Index';
  const resource = index === undefined ? table.arn : `${table.arn}/index/${index}`;
  const reason = `${kind}${direction === 'read' ? 'Read' : 'Write'}${limit}`;
  const details = { ThrottlingReasons: [{ reason, resource }] };
  if (table.billing === 'PROVISIONED' || limit === 'KeyRangeThroughputExceeded') {
    return new ProvisionedThroughputExceededException(
      'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.',
      details,
    );
  }
  return new ThrottlingException(
    'Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table or index so please try again shortly.',
    details,
  );
}
