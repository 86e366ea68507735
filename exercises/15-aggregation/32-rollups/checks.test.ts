import {
  check,
  cost,
  expect,
  faults,
  growth,
  oracle,
  races,
  recordsOf,
  streams,
  type Client,
  type Random,
  type Rig,
  type Run,
} from '@keysmith/instruments';

type Unit = 'hour' | 'day' | 'month';

interface Reading {
  meter: string;
  seq: number;
  at: number;
  wh: number;
}

interface Bar {
  start: number;
  wh: number;
  readings: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const UNITS: readonly Unit[] = ['hour', 'day', 'month'];

/** The beginning of the hour, day or month that lies `offset` of them after the instant's own; all in UTC. */
function startOf(by: Unit, at: number, offset = 0): number {
  const date = new Date(at);
  if (by === 'month') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + offset);
  const length = by === 'day' ? DAY : HOUR;
  return Math.floor(at / length) * length + offset * length;
}

/** The bars that should be shown, computed from the readings themselves. */
function recompute(readings: readonly Reading[], { meter, by, from, to }: ChartInput): Bar[] {
  const bars = new Map<number, Bar>();
  for (const reading of readings) {
    if (reading.meter !== meter || reading.at < from || reading.at >= to) continue;
    const start = startOf(by, reading.at);
    const bar = bars.get(start) ?? { start, wh: 0, readings: 0 };
    bars.set(start, { start, wh: bar.wh + reading.wh, readings: bar.readings + 1 });
  }
  return [...bars.values()].sort((a, b) => a.start - b.start);
}

interface ChartInput {
  meter: string;
  by: Unit;
  from: number;
  to: number;
}

/** A meter whose id is made to be confused with parts of keys. */
function drawMeter(random: Random): string {
  const plain = random.id('m');
  return random.pick([
    plain,
    `${plain}#DAY`,
    `${plain}/ü ${random.name()}`,
    `${random.name()}#${plain}#2026-01`,
  ]);
}

/** Watt-hours as meters report them: nothing at all while nobody is at home, negative while the sun shines. */
const drawEnergy = (random: Random) => random.pick([0, -random.int(1, 900), random.int(1, 9000)]);

/** Takes in readings as a meter sends them that is never late: each at the moment in which it was measured. */
async function measure(
  rig: Rig,
  random: Random,
  { meter, times }: { meter: string; times: readonly number[] },
) {
  const readings: Reading[] = [];
  for (const [i, at] of times.entries()) {
    if (at > rig.clock.now()) rig.clock.advance(at - rig.clock.now());
    const reading = { meter, seq: i + 1, at, wh: drawEnergy(random) };
    await rig.call('ingest', reading);
    readings.push(reading);
  }
  return readings;
}

/** `count` instants between two others, in order, each boundary of an hour among them hit from both sides. */
function drawTimes(
  random: Random,
  { from, to, count }: { from: number; to: number; count: number },
): number[] {
  const times = Array.from({ length: count }, () => random.int(from, to - 1));
  const boundary = startOf('hour', random.int(from + HOUR, to - 1));
  return [...times, boundary - 1, boundary, from, to - 1].sort((a, b) => a - b);
}

/** "2026-01-05T09:00": readers of a failure think in hours, not in milliseconds since 1970. */
function moment(at: number): string {
  return Number.isSafeInteger(at) ? new Date(at).toISOString().slice(0, 16) : `start ${String(at)}`;
}

/** Compares bars with those that are wanted, first as a person would read them aloud. */
function compareBars(bars: unknown, wanted: readonly Bar[], what: string) {
  expect(Array.isArray(bars) ? bars.map(aloud) : bars, what).toEqual(wanted.map(aloud));
  expect(bars, what).toEqual(wanted);
}

type ToldChart = ChartInput & { story?: string };

/** Compares a chart with the bars recomputed from the readings. */
async function expectBars(rig: Rig, readings: readonly Reading[], input: ToldChart) {
  const { story = '', ...asked } = input;
  const bars = await rig.call('chart', asked);
  compareBars(bars, recompute(readings, input), `${spanOf(input)}${story}`);
}

/** The same for a chart whose requests are looked at, too. */
async function runChart(client: Pick<Client, 'run'>, readings: readonly Reading[], input: ToldChart) {
  const { story = '', ...asked } = input;
  const run = await client.run('chart', asked);
  // Of a call that throws, whoever measures it tells.
  if (run.error === undefined)
    compareBars(run.result, recompute(readings, input), `${spanOf(input)}${story}`);
  return run;
}

const spanOf = ({ by, from, to }: Omit<ChartInput, 'meter'>) =>
  `the ${by}s from ${moment(from)} to ${moment(to)}`;

const thrownBy = ({ error }: Run<unknown>) => error && `${error.name}: ${error.message}`;

const aloud = ({ start, wh, readings }: Bar) => `${moment(start)}: ${wh} Wh of ${readings} readings`;

check('reading-kept', async ({ random, open }) => {
  const rig = await open();
  const now = rig.clock.now();
  const meter = drawMeter(random);
  // Two readings of one millisecond: the clock of a meter may be set back, its numbers never are.
  const readings = [9, 10, 11].map((seq) => ({ meter, seq, at: now, wh: drawEnergy(random) }));
  const other = { meter: `${meter}#1`, seq: 10, at: now, wh: drawEnergy(random) };

  for (const reading of [...readings, other]) {
    expect(
      await rig.call('ingest', reading),
      `what ingest says of a new reading, number ${reading.seq}`,
    ).toEqual({
      counted: true,
    });
  }

  for (const reading of [...readings, other]) {
    const { seq } = reading;
    expect(await rig.call('getReading', { meter: reading.meter, seq }), `reading ${seq}`).toEqual(reading);
  }
  expect(await rig.call('getReading', { meter, seq: 12 }), 'a reading that never came').toBeNull();
});

check('duplicate-changes-nothing', async ({ random, open }) => {
  const rig = await open();
  const meter = drawMeter(random);
  const now = rig.clock.now();
  const readings = await measure(rig, random, { meter, times: [now, now + MINUTE, now + 2 * MINUTE] });

  for (const [wait, when] of [
    [0, 'at once'],
    [2 * DAY, 'two days later'],
  ] as const) {
    rig.clock.advance(wait);
    const again = random.pick(readings);
    const before = await rig.stored();
    const answer = await rig.call('ingest', again);
    expect(answer, `what ingest says when reading ${again.seq} comes again ${when}`).toEqual({
      counted: false,
    });
    expect(await rig.stored(), `what is stored after reading ${again.seq} came again ${when}`).toEqual(
      before,
    );
  }
});

check('one-request', async ({ random, open }) => {
  const rig = await open();
  const meter = drawMeter(random);
  const now = rig.clock.now();
  const times = Array.from({ length: random.int(10, 15) }, (_, i) => now + i * MINUTE);

  const earlier = { meter, seq: 1, at: now, wh: drawEnergy(random) };
  const first = await rig.run('ingest', earlier);
  await measure(rig, random, { meter: drawMeter(random), times });
  const later = { meter, seq: 2, at: rig.clock.now(), wh: drawEnergy(random) };
  const next = await rig.run('ingest', later);

  for (const [reading, run] of [
    [earlier, first],
    [later, next],
  ] as const) {
    const { seq } = reading;
    expect(thrownBy(run), 'what ingest threw').toBeUndefined();
    expect(run.trace).toTakeAtMostRequests(1);
    expect(run.trace).toConsumeAtMostWriteUnits(8);
    expect(run.result, `what ingest says of a new reading, number ${seq}`).toEqual({ counted: true });
    expect(await rig.call('getReading', { meter, seq }), `reading ${seq}`).toEqual(reading);
  }
});

check('hours-right', async ({ random, open }) => {
  const rig = await open();
  const [meter, neighbour] = [drawMeter(random), drawMeter(random)];
  // From before nine in the morning until after ten on the next day: 9 comes before 10, midnight in between.
  const from = startOf('hour', rig.clock.now());
  const to = from + 26 * HOUR;
  const times = drawTimes(random, { from, to: to + 2 * HOUR, count: random.int(25, 35) });
  const sure = [from, from + HOUR, from + 24 * HOUR, from + 25 * HOUR - 1];
  const readings = await measure(rig, random, { meter, times: [...times, ...sure].sort((a, b) => a - b) });
  readings.push(...(await measure(rig, random, { meter: neighbour, times: [rig.clock.now()] })));

  for (const input of [
    { meter, by: 'hour', from, to },
    { meter, by: 'hour', from: from + HOUR, to: from + 2 * HOUR },
    { meter: neighbour, by: 'hour', from, to: to + DAY },
    { meter: random.id('none'), by: 'hour', from, to },
  ] as const)
    await expectBars(rig, readings, input);
});

check('hours-one-query', async ({ random, open }) => {
  const rig = await open();
  const meter = drawMeter(random);
  const from = startOf('hour', rig.clock.now());
  const hours = random.int(4, 6);
  const times = Array.from({ length: hours * 4 }, (_, i) => from + i * 15 * MINUTE);
  const readings = await measure(rig, random, { meter, times });

  const run = await runChart(rig, readings, { meter, by: 'hour', from, to: from + hours * HOUR });

  const { trace } = run;
  expect(thrownBy(run), 'what chart threw').toBeUndefined();
  expect(trace).toBeOneQuery();
  expect(trace).toNeverFilter();
  expect(trace).toReadAtMostItems(hours);
});

check('hours-growth', async ({ random, open }) => {
  const rig = await open();
  // A long id makes large items, so that thirty readings show what a thousand would cost.
  const meter = drawMeter(random).padEnd(200, random.name());
  const from = startOf('hour', rig.clock.now());
  const input = { meter, by: 'hour', from, to: from + 3 * HOUR } as const;
  const times = Array.from({ length: 3 }, (_, i) => from + i * HOUR);
  const readings = await measure(rig, random, { meter, times });
  const before = await runChart(rig, readings, input);
  for (let seq = 4; seq <= 30; seq += 1) {
    const at = random.int(from, input.to - 1);
    const reading = { meter, seq, at, wh: drawEnergy(random) };
    await rig.call('ingest', reading);
    readings.push(reading);
  }

  const crowded = { ...input, story: ', of thirty readings that came in any order' };
  const after = await runChart(rig, readings, crowded);

  for (const run of [before, after]) expect(thrownBy(run), 'what chart threw').toBeUndefined();
  expect(after.trace).toCostNoMoreThan(before.trace);
  await growth(rig, {
    patterns: { "the chart of a meter's hours": (client) => runChart(client, readings, crowded) },
    unrelated: (client, chance) =>
      client.call('ingest', {
        meter: chance.id('m'),
        seq: 1,
        at: chance.pick(times),
        wh: drawEnergy(chance),
      }),
    sizes: [100, 1000, 10_000],
    chapter: 'aggregation',
  });
});

check('days-months-right', async ({ random, open }) => {
  const rig = await open();
  const meter = drawMeter(random);
  const now = rig.clock.now();
  // The ninth and the tenth, September and October, the year's end, and a month's last millisecond.
  const days = [4, 5, 6, 26, 27].map((offset) => startOf('day', now, offset));
  const months = [1, 8, 9, 11, 12].map((offset) => startOf('month', now, offset));
  const edges = [...days, ...months].flatMap((start) => [start - 1, start, start + random.int(1, DAY - 1)]);
  const readings = await measure(rig, random, { meter, times: edges.sort((a, b) => a - b) });

  for (const input of [
    { meter, by: 'day', from: startOf('month', now), to: startOf('month', now, 2) },
    { meter, by: 'day', from: startOf('day', now, 4), to: startOf('day', now, 6) },
    { meter, by: 'month', from: startOf('month', now), to: startOf('month', now, 13) },
    { meter, by: 'month', from: startOf('month', now, 8), to: startOf('month', now, 10) },
    { meter: random.id('none'), by: 'month', from: startOf('month', now), to: startOf('month', now, 13) },
  ] as const)
    await expectBars(rig, readings, input);
});

check('days-months-one-query', async ({ random, open }) => {
  const rig = await open();
  const meter = drawMeter(random);
  const from = startOf('month', rig.clock.now(), 1);
  const times = Array.from({ length: 24 }, (_, i) => from + i * 8 * HOUR + random.int(0, HOUR));
  const readings = await measure(rig, random, { meter, times });

  for (const [by, to, bars] of [
    ['day', from + 8 * DAY, 8],
    ['month', startOf('month', from, 1), 1],
  ] as const) {
    const run = await runChart(rig, readings, { meter, by, from, to });
    const { trace } = run;
    expect(thrownBy(run), 'what chart threw').toBeUndefined();
    expect(trace).toBeOneQuery();
    expect(trace).toNeverFilter();
    expect(trace).toReadAtMostItems(bars);
  }
});

check('late-in-own-bucket', async ({ random, open }) => {
  const rig = await open();
  const meter = drawMeter(random);
  const start = startOf('month', rig.clock.now(), 1);
  // The gateway was cut off over the month's end; then it sends what it kept, newest first.
  const times = drawTimes(random, { from: start - 2 * HOUR, to: start + 2 * HOUR, count: random.int(6, 10) });
  const readings = times.map((at, i) => ({ meter, seq: i + 1, at, wh: drawEnergy(random) }));
  rig.clock.advance(start + 3 * DAY - rig.clock.now());
  for (const reading of readings.toReversed()) await rig.call('ingest', reading);

  for (const by of UNITS) {
    const span = { from: startOf('month', start, -1), to: startOf('month', start, 1) };
    const story = ', of readings that came three days late and newest first';
    await expectBars(rig, readings, { meter, by, ...span, story });
  }
});

check('totals-agree', async ({ random, open }) => {
  const rig = await open();
  const meters = [drawMeter(random), drawMeter(random)];
  const from = startOf('day', rig.clock.now(), 20);
  const span = { from: startOf('month', from), to: startOf('month', from, 3) };
  await oracle<Reading[]>(rig, {
    model: () => [],
    operations: {
      ingest: {
        weight: 5,
        // Numbers in any order, and each as often as chance will have it.
        input(chance, taken) {
          const [meter, seq] = [chance.pick(meters), chance.int(1, 15)];
          const at = chance.int(from, from + 20 * DAY);
          return findReading(taken, { meter, seq }) ?? { meter, seq, at, wh: drawEnergy(chance) };
        },
        apply(taken, reading: Reading) {
          const counted = findReading(taken, reading) === undefined;
          if (counted) taken.push(reading);
          return { result: { counted } };
        },
      },
      chart: {
        weight: 2,
        input: (chance) => ({ meter: chance.pick(meters), by: chance.pick(UNITS), ...span }),
        apply: (taken, input: ChartInput) => ({ result: recompute(taken, input) }),
      },
      getReading: {
        input: (chance) => ({ meter: chance.pick(meters), seq: chance.int(1, 15) }),
        apply: (taken, input: Pick<Reading, 'meter' | 'seq'>) => ({
          result: findReading(taken, input) ?? null,
        }),
      },
    },
    chapter: 'aggregation',
  });
});

function findReading(readings: readonly Reading[], { meter, seq }: Pick<Reading, 'meter' | 'seq'>) {
  return readings.find((reading) => reading.meter === meter && reading.seq === seq);
}

/** A reading of a new meter, and the hour around it. */
function drawReading(rig: Rig, random: Random) {
  const at = rig.clock.now();
  const from = startOf('hour', at);
  return {
    reading: { meter: drawMeter(random), seq: 1, at, wh: drawEnergy(random) },
    hour: { by: 'hour', from, to: from + HOUR } as const,
  };
}

check('reply-lost', async ({ random, open }) => {
  const rig = await open();
  const { reading, hour } = drawReading(rig, random);
  await faults(rig, {
    work: (client) => client.call('ingest', reading),
    afterwards: (after) =>
      expectBars(after, [reading], { meter: reading.meter, ...hour, story: ' after one reading' }),
    kinds: ['throttle', 'lost-reply'],
  });
});

check('two-gateways', async ({ random, open }) => {
  const rig = await open();
  const { reading, hour } = drawReading(rig, random);
  const next = { ...reading, seq: 2, wh: drawEnergy(random) };
  for (const other of [reading, next]) {
    await races(rig, {
      clients: {
        'one gateway': (client) => client.call('ingest', reading),
        'the other gateway': (client) => client.call('ingest', other),
      },
      async afterwards(after, answers) {
        const counted = answers.filter((answer) => (answer as { counted: boolean } | null)?.counted);
        const readings = [...new Set([reading, other])];
        expect(counted, 'calls that answered { counted: true }').toHaveLength(readings.length);
        const story = ` after ${readings.length} of a meter's readings came from two gateways at once`;
        await expectBars(after, readings, { meter: reading.meter, ...hour, story });
      },
      chapter: 'aggregation',
    });
  }
});

/** So many records at most come in one call of onRecords. */
const BATCH_MAX = 5;
const DISPLAY_HOURS = 26;

/** Readings of three meters, from before nine in the morning until after ten on the next day, some of them late. */
async function measureForDisplay(rig: Rig, random: Random) {
  const from = startOf('hour', rig.clock.now());
  // Many in one hour, so that their order matters to a consumer that goes by it.
  const hours = [0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 24, 25];
  const meters = [drawMeter(random), drawMeter(random), drawMeter(random)];
  rig.clock.advance(2 * DAY);
  const readings = random.shuffle(hours).map((hour, i) => ({
    meter: meters[i % meters.length] as string,
    seq: i + 1,
    at: from + hour * HOUR + random.int(0, HOUR - 1),
    wh: drawEnergy(random),
  }));
  for (const reading of readings) await rig.call('ingest', reading);
  return { readings, span: { from, to: from + DISPLAY_HOURS * HOUR } };
}

/** The one table that has a stream. */
function tableWithStream({ definitions }: Rig): string {
  const streamed = Object.keys(definitions).filter(
    (table) => definitions[table]?.StreamSpecification?.StreamEnabled === true,
  );
  expect(streamed, 'the tables that table.ts gives a stream').toHaveLength(1);
  return streamed[0] as string;
}

interface Span {
  from: number;
  to: number;
}

/** Compares hours of the display with those recomputed from the readings of all meters. */
function compareDisplay(bars: unknown, readings: readonly Reading[], span: Span) {
  const everybody = readings.map((reading) => ({ ...reading, meter: '' }));
  const wanted = recompute(everybody, { meter: '', by: 'hour', ...span });
  compareBars(bars, wanted, `the hours of all meters from ${moment(span.from)} to ${moment(span.to)}`);
}

async function expectDisplay(rig: Rig, readings: readonly Reading[], span: Span) {
  compareDisplay(await rig.call('display', span), readings, span);
}

check('display-right', async ({ random, open }) => {
  const rig = await open();
  const { readings, span } = await measureForDisplay(rig, random);
  const Records = await recordsOf(rig, tableWithStream(rig));

  for (let at = 0; at < Records.length; at += BATCH_MAX) {
    await rig.call('onRecords', { Records: Records.slice(at, at + BATCH_MAX) });
  }

  await expectDisplay(rig, readings, span);
  await expectDisplay(rig, readings, { from: span.from + HOUR, to: span.from + 3 * HOUR });
});

check('display-cheap', async ({ random, open }) => {
  const rig = await open();
  const { readings, span } = await measureForDisplay(rig, random);
  const times = readings.map(({ at }) => at);
  const all = await recordsOf(rig, tableWithStream(rig));
  const Records = all.slice(0, BATCH_MAX);
  const batch = (client: Client) => client.run('onRecords', { Records });
  const most = 2 * BATCH_MAX;

  await cost(rig, { 'a batch of five records': { call: batch, budget: () => ({ requests: most }) } });
  await growth(rig, {
    patterns: { 'a batch of five records': batch },
    unrelated: (client, chance) =>
      client.call('ingest', {
        meter: chance.id('m'),
        seq: 1,
        at: chance.pick(times),
        wh: drawEnergy(chance),
      }),
    sizes: [100, 1000, 10_000],
    chapter: 'aggregation',
  });

  for (let at = 0; at < all.length; at += BATCH_MAX) {
    const next = all.slice(at, at + BATCH_MAX);
    const taken = await rig.run('onRecords', { Records: next });
    expect(thrownBy(taken), 'what onRecords threw').toBeUndefined();
    expect(taken.trace).toTakeAtMostRequests(2 * next.length);
  }
  const shown = await rig.run('display', span);
  const { trace } = shown;
  expect(thrownBy(shown), 'what display threw').toBeUndefined();
  compareDisplay(shown.result, readings, span);
  expect(trace).toBeOneQuery();
  expect(trace).toNeverFilter();
  expect(trace).toReadAtMostItems(DISPLAY_HOURS);
});

check('display-again', async ({ random, open }) => {
  const rig = await open();
  const { readings, span } = await measureForDisplay(rig, random);
  await streams(rig, {
    table: tableWithStream(rig),
    handler: 'onRecords',
    batchSize: BATCH_MAX,
    afterwards: (after) => expectDisplay(after, readings, span),
    chapter: 'aggregation',
  });
});
