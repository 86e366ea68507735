import { type Clock, copyDatabase, type Database } from './database.ts';
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
  /**
   * An independent copy of everything at this moment: tables, indexes and how far they lag, streams, tokens, faults. The
   * same requests get the same replies from both. It follows the same clock unless another is given.
   */
  fork(options?: { readonly clock?: Clock }): Engine;
  readonly clock: Clock;
}

const SYSTEM_CLOCK: Clock = { now: () => Date.now() };
const DEFAULT_SEED = 1;

function unknownOperation(name: string): UnknownOperationException {
  return new UnknownOperationException(
    `The operation ${name} is not known to this table, or outside of what it emulates`,
  );
}

type Operations = ReadonlyMap<string, Operation>;

class EmbeddedEngine implements Engine {
  readonly clock: Clock;
  private readonly database: Database;
  private readonly extra: Operations | undefined;

  constructor(database: Database, extra: Operations | undefined) {
    this.clock = database.clock;
    this.database = database;
    this.extra = extra;
  }

  fork({ clock = this.clock }: { readonly clock?: Clock } = {}): Engine {
    return new EmbeddedEngine(copyDatabase(this.database, clock), this.extra);
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
  const clock = options.clock ?? SYSTEM_CLOCK;
  const seed = options.seed ?? DEFAULT_SEED;
  const database: Database = {
    tables: new Map(),
    streams: new Map(),
    clock,
    random: seeded(seed),
    region: options.region ?? 'us-east-1',
    account: options.account ?? '000000000000',
    transitionMs: options.transitionMs ?? 0,
    faults: new FaultControl(seeded(seed ^ 0x5bd1e995), () => clock.now()),
    tokens: new TokenLedger(clock),
  };
  const engine = new EmbeddedEngine(database, options.operations);
  engine.setFaults(options.faults);
  return engine;
}
