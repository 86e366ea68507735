import { itemSizeBytes } from '@keysmith/engine/size';
import type { Door, JsonObject } from '@keysmith/table/door';
import { equalTo, footprintOf, type Place as TablePlace } from '../races/footprint.ts';
import { describeValue } from '../recorder/describe.ts';
import { isObject } from '../recorder/tables.ts';
import type { RecordedRequest } from '../recorder/trace.ts';
import { readItems } from '../rig/copy-items.ts';
import { insideOf, type Rig } from '../rig/rig.ts';
import { indexChanges, indexesOf, type GlobalIndex, type ItemChange, type Share } from './index-change.ts';

export type Direction = 'read' | 'write';

/** One value of a partition key of a table or an index. */
export interface HeatPlace {
  /** "main" or "main.byStatus". */
  readonly name: string;
  readonly value: string;
  readonly direction: Direction;
  readonly units: number;
}

const READ_UNIT_BYTES = 4096;
const WRITE_UNIT_BYTES = 1024;

/**
 * Units by partition key value. What a request was charged for a table or an index comes from its reply; to which value
 * each unit belongs, from the items before and after it.
 */
export class HeatMap {
  private readonly rig: Rig;
  private readonly recorded: RecordedRequest[] = [];
  /** The items that a request touches, by its input. */
  private readonly changes = new Map<JsonObject, readonly ItemChange[]>();
  private readonly all = new Map<string, HeatPlace>();

  constructor(rig: Rig) {
    this.rig = rig;
  }

  get places(): readonly HeatPlace[] {
    return [...this.all.values()];
  }

  note(request: RecordedRequest): void {
    this.recorded.push(request);
  }

  /** Looks at items before and after each request. Stands in front of the recorder, so that nobody is charged for it. */
  door(inner: Door): Door {
    return {
      send: async (request) => {
        const { reads, writes } = footprintOf(request, insideOf(this.rig).lookup);
        const places = [...writes, ...reads].filter(({ key }) => key !== undefined);
        const before = await this.images(places);
        const reply = await inner.send(request);
        const after = writes.length === 0 ? before : await this.images(places);
        const changes = places.map(({ table, key }, at): ItemChange => ({
          table,
          key: key as JsonObject,
          before: before[at],
          after: after[at],
        }));
        this.changes.set(request.input, changes);
        return reply;
      },
    };
  }

  private images(places: readonly TablePlace[]): Promise<(JsonObject | undefined)[]> {
    const { door } = insideOf(this.rig);
    return Promise.all(
      places.map(async ({ table, key }) => {
        const input = { TableName: table, Key: key, ConsistentRead: true };
        const { body } = await door.send({ operation: 'GetItem', input });
        return isObject(body['Item']) ? body['Item'] : undefined;
      }),
    );
  }

  /** Counts the requests so far. */
  async settle(): Promise<void> {
    for (const request of this.recorded.splice(0)) {
      const changes = this.changes.get(request.input) ?? [];
      this.changes.delete(request.input);
      if (PAGED.includes(request.operation)) await this.countPage(request);
      else if (request.readUnits + request.writeUnits > 0) this.countItems(request, changes);
    }
  }

  /** A request that names its items: each has its part of the units, by its size, and the indexes have theirs. */
  private countItems(request: RecordedRequest, changes: readonly ItemChange[]): void {
    const direction = request.writeUnits > 0 ? 'write' : 'read';
    for (const [table, own] of Map.groupBy(changes, (change) => change.table)) {
      const info = insideOf(this.rig).lookup(table);
      const name = info?.logicalName ?? table;
      const shares = own.map((change) => ({
        key: [change.key[info?.keys[0] ?? '']],
        weight: direction === 'read' ? readWeight(change) : writeWeight(change),
      }));
      // The reply to a write that was refused tells no units; the recorder knows the least that they are.
      const refused = (request.writeUnits * own.length) / changes.length;
      const units = request.error === undefined ? unitsOf(request, table) : refused;
      this.share({ name, direction, units }, shares);
      if (direction === 'write' && request.error === undefined) this.countIndexes(request, { table, own });
    }
  }

  private countIndexes(
    request: RecordedRequest,
    { table, own }: { table: string; own: readonly ItemChange[] },
  ): void {
    for (const index of this.globalIndexes(table)) {
      const units = unitsOf(request, table, index.name);
      const shares = own.flatMap((change) => indexChanges(change, index));
      this.share({ name: index.fullName, direction: 'write', units }, shares);
    }
  }

  /** A Query reads one partition key value of a table or an index, and a Scan all values that there are. */
  private async countPage(request: RecordedRequest): Promise<void> {
    const table = String(request.input['TableName']);
    const index = this.globalIndexes(table).find(({ name }) => name === request.index);
    const keys = index?.partitionKeys ?? insideOf(this.rig).lookup(table)?.keys.slice(0, 1) ?? [];
    // A local index lies with its table: one value, one partition.
    const name = index?.fullName ?? insideOf(this.rig).lookup(table)?.logicalName ?? table;
    const shares =
      request.operation === 'Query'
        ? [{ key: keys.map((key) => equalTo(request.input, key)), weight: 1 }]
        : sharesOf(await this.scannedBy(request), keys);
    this.share({ name, direction: 'read', units: request.readUnits }, shares);
  }

  /** The items that a Scan read: those of its reply, or all that there are where that was not all that it read. */
  private async scannedBy({
    input,
    reply,
    scanned,
    returned,
  }: RecordedRequest): Promise<readonly JsonObject[]> {
    const isWhole = scanned === returned && input['ProjectionExpression'] === undefined;
    if (isWhole && Array.isArray(reply['Items'])) return reply['Items'] as readonly JsonObject[];
    return readItems(insideOf(this.rig).door, String(input['TableName']));
  }

  private globalIndexes(table: string): GlobalIndex[] {
    const info = insideOf(this.rig).lookup(table);
    if (info === undefined) return [];
    return indexesOf(info, this.rig.definitions[info.logicalName]);
  }

  private share(place: Omit<HeatPlace, 'value'>, shares: readonly Share[]): void {
    const total = shares.reduce((sum, { weight }) => sum + weight, 0);
    if (total === 0) return;
    for (const { key, weight } of shares) {
      const id = JSON.stringify([place.name, place.direction, key]);
      const known = this.all.get(id)?.units ?? 0;
      const value = key.map(describeValue).join(' ');
      this.all.set(id, { ...place, value, units: known + (place.units * weight) / total });
    }
  }
}

const PAGED = ['Query', 'Scan'];

/** Items by their keys and sizes; one without a key of an index is not in it. */
function sharesOf(items: readonly JsonObject[], keys: readonly string[]): Share[] {
  return items
    .filter((item) => keys.every((key) => item[key] !== undefined))
    .map((item) => ({ key: keys.map((key) => item[key]), weight: sizeOf(item) }));
}

/** A transaction doubles the units of every item, and half units are half for every item: shares stay the same. */
function readWeight({ before }: ItemChange): number {
  return Math.max(1, Math.ceil(sizeOf(before) / READ_UNIT_BYTES));
}

function writeWeight({ before, after }: ItemChange): number {
  return Math.max(1, Math.ceil(Math.max(sizeOf(before), sizeOf(after)) / WRITE_UNIT_BYTES));
}

function sizeOf(item: JsonObject | undefined): number {
  return item === undefined ? 0 : itemSizeBytes(item as never);
}

/** What a request was charged for one global index of a table, or for the table with its local indexes. */
function unitsOf({ reply }: RecordedRequest, table: string, index?: string): number {
  const entries = [reply['ConsumedCapacity'] ?? []].flat().filter(isObject);
  const entry = entries.find(({ TableName }) => TableName === table) ?? {};
  const members = (name: string): JsonObject => (isObject(entry[name]) ? entry[name] : {});
  const charged =
    index === undefined
      ? [entry['Table'], ...Object.values(members('LocalSecondaryIndexes'))]
      : [members('GlobalSecondaryIndexes')[index]];
  return charged.filter(isObject).reduce((sum, { CapacityUnits }) => sum + Number(CapacityUnits ?? 0), 0);
}
