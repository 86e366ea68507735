import { FlawError, PropertyError } from '../checks/failure.ts';
import { barsOf } from '../picture/bars.ts';
import { createRandom, type Random } from '../random.ts';
import type { Client } from '../rig/client.ts';
import { insideOf, type Rig } from '../rig/rig.ts';
import { textTable } from '../text-table.ts';
import { HeatMap, type Direction, type HeatPlace } from './heat-map.ts';

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
const LIMITS: Readonly<Record<Direction, number>> = { read: 3000, write: 1000 };

const SAMPLE = 200;
const QUICK_SAMPLE = 60;
const SHOWN_MAX = 6;

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
    { through: (door) => map.door(door), onRequest: (request) => map.note(request) },
  );
  const random = createRandom(trial.seed, `${trial.checkId}/heat-${number}`);
  for (let made = 0; made < sample; made += 1) {
    await options.workload(client, random, made);
    await map.settle();
  }
  await insideOf(copy).close();
  const factor = options.perSecond / sample;
  const share = ({ units, direction }: HeatPlace): number => units / LIMITS[direction];
  const places = map.places
    .map((place) => ({ ...place, units: Math.round(place.units * factor) }))
    .sort((a, b) => share(b) - share(a));
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

function tableOf(places: readonly HeatPlace[]): string {
  return textTable([
    ['partition key value', 'table or index', 'units a second', 'a partition bears'],
    ...places.map(({ name, value, units, direction }) => [
      value,
      name,
      `${units.toLocaleString('en')} ${direction}`,
      LIMITS[direction].toLocaleString('en'),
    ]),
  ]);
}

const WHY =
  'All items with one partition key value lie in one partition, unless DynamoDB splits it by sort key, and a partition ' +
  'bears 1,000 write units and 3,000 read units a second, whatever the table bears. A single item is never split.';
