import type { JsonObject } from '@keysmith/table/door';
import { FlawError, PropertyError } from '../checks/failure.ts';
import { barsOf } from '../picture/bars.ts';
import { footprintOf } from '../races/footprint.ts';
import { describeValue } from '../recorder/describe.ts';
import { isObject } from '../recorder/tables.ts';
import type { RecordedRequest } from '../recorder/trace.ts';
import { createRandom, type Random } from '../random.ts';
import type { Client } from '../rig/client.ts';
import { insideOf, type Rig } from '../rig/rig.ts';
import { textTable } from '../text-table.ts';

export interface HeatOptions {
  /** One operation of the load: `(client, random) => client.call('vote', …)`. */
  readonly workload: (client: Client, random: Random, number: number) => Promise<unknown>;
  /** How many of them a second the design must bear. */
  readonly perSecond: number;
  /** How many are made, to see where they go; 200 unless it is given. */
  readonly sample?: number;
  /** The chapter that explains it; "hot-keys" unless it is given. */
  readonly chapter?: string;
}

/** What one partition bears in a second. Source: Developer Guide, "Service quotas", throughput per partition. */
const LIMITS = { read: 3000, write: 1000 } as const;
type Direction = keyof typeof LIMITS;

const SAMPLE = 200;
const QUICK_SAMPLE = 60;
const SHOWN_MAX = 6;

/** One value of a partition key of a table or an index. */
interface Place {
  readonly name: string;
  readonly value: string;
  readonly direction: Direction;
  units: number;
}

/**
 * Makes a sample of the load and adds up where its units fall: on which partition key value of which table or index.
 * Then scales it to the declared rate, and compares with what one partition bears.
 *
 * @throws {FlawError} with the hottest places as a picture and a table.
 */
export async function heat(rig: Rig, options: HeatOptions): Promise<void> {
  const { trial } = insideOf(rig);
  const number = trial.log.nextInstrument();
  const sample = trial.depth === 'quick' ? QUICK_SAMPLE : (options.sample ?? SAMPLE);
  const copy = await rig.fork();
  const map = new HeatMap(copy);
  const client = insideOf(copy).attach(
    { name: 'client' },
    { onRequest: (request) => map.requests.push(request) },
  );
  const random = createRandom(trial.seed, `${trial.checkId}/heat-${number}`);
  for (let made = 0; made < sample; made += 1) {
    await options.workload(client, random, made);
    await map.settle();
  }
  await insideOf(copy).close();
  const factor = options.perSecond / sample;
  const places = map.places().map((place) => ({ ...place, units: Math.round(place.units * factor) }));
  const hot = places.filter(({ units, direction }) => units > LIMITS[direction]);
  trial.log.count({ instrument: 'heat', tried: places.length, broken: hot.length });
  const rate = options.perSecond.toLocaleString('en');
  const [hottest] = hot;
  if (hottest === undefined) {
    const most = places[0];
    trial.log.measured(
      `heat: ${most?.units ?? 0} units a second on the hottest key at ${rate} operations a second`,
    );
    return;
  }
  throw new FlawError(
    {
      instrument: 'heat',
      tried: `${sample} operations were made to see where their units fall, and scaled to ${rate} operations a second.`,
      timeline: tableOf(places.slice(0, SHOWN_MAX)),
      figure: {
        svg: barsOf({
          title: `${hottest.direction} units a second by partition key value`,
          bars: places
            .filter(({ direction }) => direction === hottest.direction)
            .slice(0, SHOWN_MAX)
            .map(({ name, value, units }) => ({ label: `${name} ${value}`, value: units })),
          limit: LIMITS[hottest.direction],
        }),
        text: '',
      },
      why: WHY,
      chapter: options.chapter ?? 'hot-keys',
    },
    new PropertyError(
      `at ${rate} operations a second, ${hottest.name} gets ${hottest.units.toLocaleString('en')} ${hottest.direction} units a second ` +
        `on the one partition key value ${hottest.value}; a partition bears ${LIMITS[hottest.direction].toLocaleString('en')}`,
    ),
  );
}

function tableOf(places: readonly Place[]): string {
  return textTable([
    ['partition key value', 'of', 'units a second', 'a partition bears'],
    ...places.map(({ name, value, units, direction }) => [
      value,
      name,
      `${units.toLocaleString('en')} ${direction}`,
      LIMITS[direction].toLocaleString('en'),
    ]),
  ]);
}

/** Units by place, from what the requests were charged. */
class HeatMap {
  /** Requests that have not been looked at. */
  readonly requests: RecordedRequest[] = [];
  private readonly rig: Rig;
  private readonly all = new Map<string, Place>();

  constructor(rig: Rig) {
    this.rig = rig;
  }

  /** From the hottest on, each compared with what it may be. */
  places(): Place[] {
    const share = ({ units, direction }: Place): number => units / LIMITS[direction];
    return [...this.all.values()].sort((a, b) => share(b) - share(a));
  }

  /** Looks at the requests so far, while the items that they wrote are as they left them. */
  async settle(): Promise<void> {
    for (const request of this.requests.splice(0)) await this.look(request);
  }

  private async look(request: RecordedRequest): Promise<void> {
    const { lookup, door } = insideOf(this.rig);
    const { reads, writes } = footprintOf(request, lookup);
    const direction: Direction = writes.length > 0 ? 'write' : 'read';
    const places = writes.length > 0 ? writes : reads;
    for (const { table, partition } of places) {
      const units = chargedOf(request, table, places.filter((each) => each.table === table).length);
      const info = lookup(table);
      const name = info?.logicalName ?? table;
      if (request.index === undefined)
        this.add({ name, value: partition ?? 'all', direction, units: units.table });
    }
    if (request.index !== undefined) return this.lookAtIndexRead(request);
    for (const { table, key } of writes) {
      if (key === undefined) continue;
      const { body } = await door.send({
        operation: 'GetItem',
        input: { TableName: table, Key: key, ConsistentRead: true },
      });
      if (isObject(body['Item'])) this.addIndexes(request, { table, item: body['Item'], of: writes.length });
    }
  }

  private lookAtIndexRead(request: RecordedRequest): void {
    const values = isObject(request.input['ExpressionAttributeValues'])
      ? request.input['ExpressionAttributeValues']
      : {};
    const name = `${request.table}.${request.index}`;
    const first = Object.values(values)[0];
    this.add({ name, value: describeValue(first), direction: 'read', units: request.readUnits });
  }

  /** The units that each global index was charged, on the value that the written item has there. */
  private addIndexes(
    request: RecordedRequest,
    { table, item, of }: { table: string; item: JsonObject; of: number },
  ): void {
    const logical = insideOf(this.rig).lookup(table)?.logicalName ?? table;
    for (const { IndexName = '', KeySchema = [] } of this.rig.definitions[logical]?.GlobalSecondaryIndexes ??
      []) {
      const units = indexUnitsOf(request, table, IndexName) / of;
      const keys = KeySchema.flatMap(({ AttributeName = '', KeyType }) =>
        KeyType === 'HASH' ? [AttributeName] : [],
      );
      if (units === 0 || keys.some((name) => item[name] === undefined)) continue;
      const value = keys.map((name) => describeValue(item[name])).join(' ');
      this.add({ name: `${logical}.${IndexName}`, value, direction: 'write', units });
    }
  }

  private add(place: Place): void {
    const value = readable(place.value);
    const key = [place.name, value, place.direction].join('\0');
    const known = this.all.get(key);
    if (known === undefined) this.all.set(key, { ...place, value });
    else known.units += place.units;
  }
}

function readable(partition: string): string {
  if (!partition.startsWith('{')) return partition;
  return describeValue(JSON.parse(partition));
}

function capacitiesOf({ reply }: RecordedRequest): JsonObject[] {
  return [reply['ConsumedCapacity'] ?? []].flat().filter(isObject);
}

/** The table's own units of a request, shared out among the items that it touches there. */
function chargedOf(request: RecordedRequest, table: string, items: number): { table: number } {
  const own = capacitiesOf(request).find(({ TableName }) => TableName === table)?.['Table'];
  return { table: isObject(own) ? Number(own['CapacityUnits'] ?? 0) / items : 0 };
}

function indexUnitsOf(request: RecordedRequest, table: string, index: string): number {
  const entry = capacitiesOf(request).find(({ TableName }) => TableName === table);
  const indexes = entry?.['GlobalSecondaryIndexes'];
  const own = isObject(indexes) ? indexes[index] : undefined;
  return isObject(own) ? Number(own['CapacityUnits'] ?? 0) : 0;
}

const WHY =
  'All items with one partition key value lie in one partition, unless DynamoDB splits it by sort key, and a partition ' +
  'bears 1,000 write units and 3,000 read units a second, whatever the table bears. A single item is never split.';
