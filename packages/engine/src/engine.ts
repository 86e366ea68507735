import type { Clock, Database } from './database.ts';
import { SerializationException, UnknownOperationException } from './errors.ts';
import { FaultControl } from './faults/control.ts';
import { type FaultPlan, ReplyLostError } from './faults/plan.ts';
import { OPERATIONS } from './operations/registry.ts';
import type { Operation } from './operations/operation.ts';
import { seeded } from './random.ts';
import { TokenLedger } from './transactions/tokens.ts';
import { type Expired, expireDue } from './ttl/expire.ts';
import { refuseLegacy } from './validation/legacy.ts';
import { checkShape } from './validation/shape.ts';
import { plainCopy } from './values/codec.ts';
import { isObject, type JsonObject } from './values/types.ts';

export interface EngineOptions {
  /** Where the engine takes the time from; the system's clock by default. */
  readonly clock?: Clock;
  /** For everything that looks random: identifiers and faults. The same seed gives the same run. */
  readonly seed?: number;
  /** Legal misbehaviour; none by default. */
  readonly faults?: FaultPlan;
  /** Part of ARNs; `us-east-1` by default. */
  readonly region?: string;
  /** Twelve digits, part of ARNs; zeros by default. */
  readonly account?: string;
  /** How long tables and indexes stay CREATING, UPDATING or DELETING, in milliseconds of the clock; 0 by default. */
  readonly transitionMs?: number;
  /** Operations beside the built-in ones, such as PartiQL's (`@keysmith/engine/partiql`). */
  readonly operations?: ReadonlyMap<string, Operation>;
}

/** One private set of tables. Every call is carried out at once and as a whole, so that there is nothing to close. */
export interface Engine {
  /**
   * Carries out one operation, with DynamoDB's own JSON shapes in and out. The result is the caller's to change.
   * Throws a `DynamoError`, or `ReplyLostError` where a fault loses the reply.
   */
  execute(operation: string, input: unknown): JsonObject;
  /** The same without the copy: the result shares parts with the table and must not be changed. For doors, which serialise it. */
  executeShared(operation: string, input: unknown): JsonObject;
  /** Deletes items whose time to live is over, in one table or all of them, and says which. */
  expireDue(tableName?: string): readonly Expired[];
  /** Replaces the fault plan; `undefined` switches every fault off. */
  setFaults(plan: FaultPlan | undefined): void;
  readonly clock: Clock;
}

const SYSTEM_CLOCK: Clock = { now: () => Date.now() };
const DEFAULT_SEED = 1;

function unknownOperation(name: string): UnknownOperationException {
  return new UnknownOperationException(
    `The operation ${name} is not known to this table, or outside of what it emulates`,
  );
}

class EmbeddedEngine implements Engine {
  readonly clock: Clock;
  private readonly database: Database;
  private readonly extra: ReadonlyMap<string, Operation> | undefined;

  constructor(options: EngineOptions) {
    this.clock = options.clock ?? SYSTEM_CLOCK;
    this.extra = options.operations;
    const random = seeded(options.seed ?? DEFAULT_SEED);
    const faultRandom = seeded((options.seed ?? DEFAULT_SEED) ^ 0x5bd1e995);
    this.database = {
      tables: new Map(),
      streams: new Map(),
      clock: this.clock,
      random,
      region: options.region ?? 'us-east-1',
      account: options.account ?? '000000000000',
      transitionMs: options.transitionMs ?? 0,
      faults: new FaultControl(faultRandom, () => this.clock.now()),
      tokens: new TokenLedger(this.clock),
    };
    this.setFaults(options.faults);
  }

  execute(operation: string, input: unknown): JsonObject {
    return plainCopy(this.executeShared(operation, input));
  }

  executeShared(name: string, input: unknown): JsonObject {
    const operation = OPERATIONS.get(name) ?? this.extra?.get(name);
    if (operation === undefined) throw unknownOperation(name);
    if (!isObject(input)) throw SerializationException.wrongType(input, 'Map');
    checkShape(operation.shape, input);
    refuseLegacy(input);
    const { faults } = this.database;
    faults.begin(name, input);
    const reply = operation.run(this.database, input);
    if (faults.losesReply(input)) throw new ReplyLostError(name);
    return reply;
  }

  expireDue(tableName?: string): readonly Expired[] {
    return plainCopy(expireDue(this.database, tableName));
  }

  setFaults(plan: FaultPlan | undefined): void {
    const { faults, tables } = this.database;
    faults.set(plan);
    for (const table of tables.values()) faults.lag(table);
  }
}

export function createEngine(options: EngineOptions = {}): Engine {
  return new EmbeddedEngine(options);
}
