import { drawPlace, drawShop, drawShops, type Place, type Shop } from '@keysmith/domains';
import {
  awkwardly,
  check,
  cost,
  crashes,
  expect,
  faults,
  growth,
  lag,
  oracle,
  races,
  type Client,
  type Operation,
  type Random,
  type Rig,
  type Run,
} from '@keysmith/instruments';

const LEVELS = ['country', 'region', 'city', 'postcode'] as const;

type Level = (typeof LEVELS)[number];

type Question = Partial<Place>;

/** What is asked for the shops of a place, down to a level. */
function askDownTo(level: Level, place: Place): Question {
  const names = LEVELS.slice(0, LEVELS.indexOf(level) + 1);
  return Object.fromEntries(names.map((name) => [name, place[name]]));
}

/** Every question to which some of the shops are the answer, each once. */
function questionsAbout(places: readonly Place[]): Question[] {
  const all = places.flatMap((place) => LEVELS.map((level) => askDownTo(level, place)));
  return [...new Map(all.map((question) => [JSON.stringify(question), question])).values()];
}

const answers = (question: Question) => (shop: Shop) =>
  LEVELS.every((level) => question[level] === undefined || question[level] === shop[level]);

/** "Newport, Wales, United Kingdom". */
const aloud = (question: Question) => Object.values(question).reverse().join(', ');

/** A list in one fixed order, since the brief leaves the order free. */
function inOrder(list: unknown): unknown {
  if (!Array.isArray(list)) return list;
  const idOf = (shop: unknown) => String((shop as Shop | null)?.shop);
  return [...(list as unknown[])].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}

type Caller = Pick<Client, 'call'>;

async function openAll(client: Caller, shops: readonly Shop[]): Promise<void> {
  for (const shop of shops) await client.call('openShop', shop);
}

interface Asked {
  readonly shops: readonly Shop[];
  readonly questions: readonly Question[];
  /** What happened before: " after Newport was moved". */
  readonly story?: string;
}

async function expectLists(client: Caller, { shops, questions, story = '' }: Asked): Promise<void> {
  for (const question of questions) {
    const list = inOrder(await client.call('listShops', question));
    const what = `the shops in ${aloud(question)}${story}`;
    expect(list, what).toEqual(inOrder(shops.filter(answers(question))));
  }
}

/** Runs a list that is measured, and compares it unless it threw: only what is right may be called cheap. */
async function runList(
  client: Pick<Client, 'run'>,
  shops: readonly Shop[],
  question: Question,
): Promise<Run<unknown>> {
  const run = await client.run('listShops', question);
  if (run.error === undefined) {
    const list = inOrder(run.result);
    expect(list, `the shops in ${aloud(question)}`).toEqual(inOrder(shops.filter(answers(question))));
  }
  return run;
}

async function expectShops(client: Caller, shops: readonly Shop[], story: string): Promise<void> {
  for (const shop of shops)
    expect(await client.call('getShop', { shop: shop.shop }), `the shop ${shop.shop} ${story}`).toEqual(shop);
}

interface Head {
  readonly shops: Map<string, Shop>;
  /** How many were ever opened: an id is given once. */
  opened: number;
}

/** Few places, so that calls meet: cities of one name in two regions, and one whose name begins with another's. */
function drawNear(random: Random): Place {
  return {
    country: random.pick(['Niger', 'Nigeria']),
    region: random.pick(['Gwent', 'Wales']),
    city: random.pick(['Newport', 'Newport News']),
    postcode: random.pick(['100', '1000']),
  };
}

/** The id of a shop that is there, or sometimes of one that is not. */
const anyShop = (random: Random, head: Head) =>
  head.opened === 0 ? undefined : { shop: `s-${random.int(1, head.opened + 1)}` };

const NOT_FOUND = { error: 'ShopNotFound' };

const SHOP_OPERATIONS: Record<string, Operation<Head>> = {
  openShop: {
    input: (random, { opened }) => ({ ...drawShop(random, drawNear(random)), shop: `s-${opened + 1}` }),
    apply(head, input: Shop) {
      head.opened += 1;
      head.shops.set(input.shop, input);
      return { result: undefined };
    },
    weight: 3,
  },
  getShop: {
    input: anyShop,
    apply: ({ shops }, { shop }: { shop: string }) => ({ result: shops.get(shop) ?? null }),
  },
  renameShop: {
    input: (random, head) => {
      const one = anyShop(random, head);
      return one && { ...one, name: random.name() };
    },
    apply({ shops }, { shop, name }: { shop: string; name: string }) {
      const found = shops.get(shop);
      if (found === undefined) return NOT_FOUND;
      shops.set(shop, { ...found, name });
      return { result: undefined };
    },
  },
  closeShop: {
    input: anyShop,
    apply: ({ shops }, { shop }: { shop: string }) =>
      shops.delete(shop) ? { result: undefined } : NOT_FOUND,
  },
};

const LIST: Operation<Head> = {
  input: (random) => askDownTo(random.pick(LEVELS), drawNear(random)),
  apply: ({ shops }, question: Question) => ({
    result: inOrder([...shops.values()].filter(answers(question))),
  }),
  weight: 2,
};

const startEmpty = (): Head => ({ shops: new Map(), opened: 0 });

check('shop-right', async ({ open }) => {
  await oracle(await open(), {
    model: startEmpty,
    operations: SHOP_OPERATIONS,
    runs: 12,
    steps: 14,
    chapter: 'one-to-many',
  });
});

check('shop-cheap', async ({ random, open }) => {
  const rig = await open();
  await openAll(rig, drawShops(random, 12));
  const place = drawPlace(random);
  const [shop, other] = [drawShop(random, place), drawShop(random, place)];
  await rig.call('openShop', other);
  const name = random.name();

  await cost(rig, {
    'open a shop': {
      call: (client) => client.run('openShop', shop),
      budget: () => ({ requests: 1, writeUnits: 3 }),
    },
    'one shop': {
      async call(client) {
        const run = await client.run('getShop', { shop: other.shop });
        if (run.error === undefined) expect(run.result, `the shop ${other.shop}`).toEqual(other);
        return run;
      },
      budget: () => ({ requests: 1 }),
    },
    'rename a shop': {
      call: (client) => client.run('renameShop', { shop: other.shop, name }),
      budget: () => ({ requests: 2, writeUnits: 3 }),
    },
    'close a shop': {
      call: (client) => client.run('closeShop', { shop: other.shop }),
      budget: () => ({ requests: 2, writeUnits: 3 }),
    },
  });
  // What was measured happened to copies. The same calls are made here, to see what they do.
  await rig.call('openShop', shop);
  await rig.call('renameShop', { shop: other.shop, name });
  await expectShops(rig, [shop], 'after it was opened');
  await expectShops(rig, [{ ...other, name }], 'after it was renamed');
  await rig.call('closeShop', { shop: other.shop });
  expect(await rig.call('getShop', { shop: other.shop }), 'a shop that was closed').toBeNull();
});

check('levels-right', async ({ random, open }) => {
  const rig = await open();
  const drawn = drawShops(random, 20);
  // Neighbours whose names begin with a name that is there.
  const place = random.pick(drawn);
  const siblings = LEVELS.map((level) =>
    drawShop(random, { ...place, [level]: `${place[level]}${random.pick([' ', '-', '0'])}${random.name()}` }),
  );
  const shops = [...drawn, ...siblings];
  await openAll(rig, shops);

  await expectLists(rig, { shops, questions: questionsAbout(shops) });
  const nowhere = { country: random.id('none'), region: random.name() };
  expect(await rig.call('listShops', nowhere), 'the shops of a region where there are none').toEqual([]);
});

check('any-name', async ({ random, open }) => {
  const rig = await open();
  await awkwardly(rig, {
    values: 'ids',
    async work(client, names) {
      const chance = random.fork('names');
      const usual = drawPlace(chance);
      for (const level of LEVELS) {
        const places = names.map((name) => ({ ...usual, [level]: name }));
        const shops = places.map((place) => drawShop(chance, place));
        await openAll(client, shops);
        await expectLists(client, { shops, questions: places.map((place) => askDownTo(level, place)) });
        for (const { shop } of shops) await client.call('closeShop', { shop });
      }
    },
    chapter: 'one-to-many',
  });
  for (const [upper, lower] of [
    ['region', 'city'],
    ['city', 'postcode'],
  ] as const) {
    await awkwardly(rig, {
      values: 'pairs',
      async work(client, pairs) {
        const chance = random.fork('pairs');
        const usual = drawPlace(chance);
        const places = pairs.map(([one, other]) => ({ ...usual, [upper]: one, [lower]: other }));
        const shops = places.map((place) => drawShop(chance, place));
        await openAll(client, shops);
        await expectLists(client, { shops, questions: questionsAbout(places) });
      },
      chapter: 'one-to-many',
    });
  }
});

const NAME_MAX = 60;
const POSTCODE_MAX = 12;

check('long-names', async ({ random, open }) => {
  const rig = await open();
  // Scripts whose characters take three bytes each.
  const from = random.pick([0x3042, 0x4e00, 0xac00]);
  const long = (length: number) =>
    Array.from({ length }, () => String.fromCodePoint(from + random.int(0, 60))).join('');
  const shops = [0, 1].map(() =>
    drawShop(random, {
      country: long(NAME_MAX),
      region: long(NAME_MAX),
      city: long(NAME_MAX),
      postcode: long(POSTCODE_MAX),
    }),
  );
  for (const shop of shops) {
    const { error } = await rig.run('openShop', shop);
    const what = `what openShop threw for names of ${NAME_MAX} characters, three bytes each`;
    expect(error?.message ?? 'no error', what).toBe('no error');
  }
  for (const shop of shops)
    for (const level of LEVELS) {
      const list = await rig.call('listShops', askDownTo(level, shop));
      expect(list, `the shops of a ${level} with a name of ${shop[level].length} characters`).toEqual([shop]);
    }
});

/** Some shops in one postcode, and so many times as many in all places around it. */
function drawAround(random: Random, times = 1): { place: Place; shops: Shop[] } {
  const place = drawPlace(random);
  const around: [number, Place][] = [
    [random.int(3, 5), place],
    [random.int(6, 9), { ...place, postcode: random.id('p') }],
    [random.int(6, 9), { ...place, city: `${place.city} ${random.name()}` }],
    [random.int(6, 9), { ...place, region: `${place.region} ${random.name()}` }],
    [random.int(6, 9), { ...place, country: `${place.country} ${random.name()}` }],
  ];
  return {
    place,
    shops: around.flatMap(([count, at]) =>
      Array.from({ length: at === place ? count : count * times }, () => drawShop(random, at)),
    ),
  };
}

check('levels-one-query', async ({ random, open }) => {
  const rig = await open();
  const { place, shops } = drawAround(random);
  await openAll(rig, shops);

  for (const level of LEVELS) {
    const question = askDownTo(level, place);
    const { trace, error } = await runList(rig, shops, question);
    expect(error?.message ?? 'no error', `what listShops threw for a ${level}`).toBe('no error');
    expect(trace, `the requests for a ${level}`).toBeOneQuery();
    expect(trace, `the requests for a ${level}`).toNeverFilter();
    expect(trace, `the items for a ${level}`).toReadAtMostItems(shops.filter(answers(question)).length);
  }
});

/** The brief's budget of a list. */
const listUnits = (shops: number) => 0.5 * Math.max(1, Math.ceil(shops / 10));

check('levels-cost', async ({ random, open }) => {
  const rig = await open();
  const { place, shops } = drawAround(random, 3);
  await openAll(rig, shops);
  const patterns = LEVELS.map((level) => {
    const question = askDownTo(level, place);
    const count = shops.filter(answers(question)).length;
    return [
      `the ${count} shops of a ${level}`,
      {
        call: (client: Client) => runList(client, shops, question),
        budget: () => ({ requests: 1, readUnits: listUnits(count) }),
      },
    ] as const;
  });
  await cost(rig, Object.fromEntries(patterns));
});

check('levels-growth', async ({ random, open }) => {
  const rig = await open();
  const { place, shops } = drawAround(random);
  await openAll(rig, shops);
  const list = (level: Level) => (client: Client) => runList(client, shops, askDownTo(level, place));

  await growth(rig, {
    patterns: { 'the shops of a region': list('region') },
    unrelated: (client, chance) =>
      client.call('openShop', drawShop(chance, { ...place, region: `${place.region} ${chance.id()}` })),
    sizes: [100, 1000, 10_000],
    chapter: 'one-to-many',
  });
  await growth(rig, {
    patterns: { 'the shops of a city': list('city'), 'the shops of a postcode': list('postcode') },
    unrelated: (client, chance) =>
      client.call('openShop', drawShop(chance, { ...place, city: `${place.city} ${chance.id()}` })),
    sizes: [100, 1000, 10_000],
    chapter: 'one-to-many',
  });
});

interface Move {
  readonly from: { country: string; region: string; city: string };
  readonly to: string;
}

interface Reform {
  readonly move: Move;
  /** The shops of the city that moves. */
  readonly city: Shop[];
  /** Shops of places with which it may be confused. */
  readonly others: Shop[];
}

/** A city with so many shops under two postcodes, and shops in places whose names are nearly its own. */
function drawReform(random: Random, count: number): Reform {
  const place = drawPlace(random);
  const to = random.pick([`${place.region} ${random.name()}`, random.name()]);
  const second = `${place.postcode}${random.int(0, 9)}`;
  const city = Array.from({ length: count }, (_, at) =>
    drawShop(random, { ...place, postcode: at % 2 === 0 ? place.postcode : second }),
  );
  const others = [
    { ...place, city: `${place.city} ${random.name()}` },
    { ...place, region: `${place.region} ${random.name()}` },
    { ...place, country: `${place.country} ${random.name()}` },
    { ...place, region: to, city: random.name() },
  ].map((at) => drawShop(random, at));
  const { country, region } = place;
  return { move: { from: { country, region, city: place.city }, to }, city, others };
}

const inputOf = ({ from, to }: Move) => ({ ...from, to });

const moved = (shop: Shop, { to }: Move): Shop => ({ ...shop, region: to });

/** What must be true once the city has moved: the lists of its old and new places, and those of its neighbours. */
async function expectMoved(client: Caller, { move, city, others }: Reform, story: string): Promise<void> {
  const shops = [...city.map((shop) => moved(shop, move)), ...others];
  const questions = questionsAbout([...city, ...shops]).filter(({ city: name }) => name !== undefined);
  await expectShops(client, shops, story);
  await expectLists(client, { shops, questions: [...questions, move.from], story: ` ${story}` });
}

check('move-right', async ({ random, open }) => {
  const rig = await open();
  const reform = drawReform(random, random.int(4, 6));
  await openAll(rig, [...reform.city, ...reform.others]);
  const input = inputOf(reform.move);
  const what = `the result of moveCity for a city of ${reform.city.length} shops`;
  expect(await rig.call('moveCity', input), what).toEqual({ moved: reform.city.length });
  await expectMoved(rig, reform, `after ${reform.move.from.city} was moved`);

  const again = await rig.run('moveCity', input);
  expect(again.result, 'the result of moveCity when nothing is left to move').toEqual({ moved: 0 });
  expect(again.trace).toConsumeAtMostWriteUnits(0);
});

check('move-any-order', async ({ open }) => {
  await oracle(await open(), {
    model: startEmpty,
    operations: {
      ...SHOP_OPERATIONS,
      listShops: LIST,
      moveCity: {
        input(random) {
          const { country, region, city } = drawNear(random);
          return { country, region, city, to: region === 'Gwent' ? 'Wales' : 'Gwent' };
        },
        apply({ shops }, { to, ...from }: Move['from'] & { to: string }) {
          const found = [...shops.values()].filter(answers(from));
          for (const shop of found) shops.set(shop.shop, { ...shop, region: to });
          return { result: { moved: found.length } };
        },
        weight: 2,
      },
    },
    form: (result, operation) => (operation === 'listShops' ? inOrder(result) : result),
    runs: 12,
    steps: 16,
    chapter: 'one-to-many',
  });
});

/** More than a batch takes, and than a transaction takes. */
const SHOPS_OF_LARGE_CITY = 105;

check('move-cost', async ({ random, open }) => {
  const rig = await open();
  const { move, city, others } = drawReform(random, SHOPS_OF_LARGE_CITY);
  const count = city.length;
  await openAll(rig, [...city, ...others]);
  await cost(rig, {
    [`move a city of ${count} shops`]: {
      async call(client) {
        const run = await client.run('moveCity', inputOf(move));
        const what = `the error of moveCity for a city of ${count} shops, more than a batch or a transaction takes`;
        expect(run.error?.name ?? 'no error', what).toBe('no error');
        expect(run.result, `the result of moveCity for ${count} shops`).toEqual({ moved: count });
        expect(run.trace).toReadAtMostItems(count);
        return run;
      },
      budget: () => ({ requests: count + 2, writeUnits: 6 * count }),
    },
  });
  // What was measured happened to a copy. The same call is made here, to see what it does.
  await rig.call('moveCity', inputOf(move));
  const shops = [...city.map((shop) => moved(shop, move)), ...others];
  const questions = [move.from, { ...move.from, region: move.to }];
  await expectLists(rig, { shops, questions, story: ` after ${move.from.city} was moved` });
});

const runMove = (move: Move) => (client: Client) => client.call('moveCity', inputOf(move));

check('move-resumes', async ({ random, open }) => {
  const rig = await open();
  const reform = drawReform(random, random.int(3, 4));
  await openAll(rig, [...reform.city, ...reform.others]);
  await crashes(rig, {
    work: runMove(reform.move),
    afterwards: (after) =>
      expectMoved(after, reform, 'after a move that was stopped and one that was run again'),
  });
});

/** The lists of the old and of the new region that have the shop. */
async function listsOf(rig: Rig, shop: Shop, { from, to }: Move): Promise<string[]> {
  const found: string[] = [];
  for (const region of [from.region, to]) {
    const list = await rig.call<Shop[]>('listShops', { country: from.country, region, city: from.city });
    if (list.some((each) => each.shop === shop.shop)) found.push(region);
  }
  return found;
}

check('never-nowhere', async ({ random, open }) => {
  const rig = await open();
  const { move, city } = drawReform(random, random.int(3, 4));
  await openAll(rig, city);
  await crashes(rig, {
    work: runMove(move),
    rerun: false,
    async afterwards(stopped) {
      for (const shop of city) {
        const found = await stopped.call<Shop | null>('getShop', { shop: shop.shop });
        expect(found?.shop ?? null, 'the shop that getShop finds in the middle of a move').toBe(shop.shop);
        const lists = await listsOf(stopped, shop, move);
        expect(lists, `the regions that list ${shop.name} in the middle of a move`).toEqual([found?.region]);
      }
    },
  });
});

check('move-race', async ({ random, open }) => {
  const rig = await open();
  const reform = drawReform(random, 3);
  const [renamed, closed, quiet] = reform.city as [Shop, Shop, Shop];
  const name = `${random.name()} ${renamed.name}`;
  await openAll(rig, [...reform.city, ...reform.others]);
  await races(rig, {
    clients: {
      'who moves the city': runMove(reform.move),
      'the managers': async (client) => {
        await client.call('renameShop', { shop: renamed.shop, name });
        await client.call('closeShop', { shop: closed.shop });
      },
    },
    async afterwards(after) {
      const story = 'when, during the move, one shop was renamed and one closed';
      const gone = await after.call('getShop', { shop: closed.shop });
      expect(gone, `the shop that was closed, ${story}`).toBeNull();
      const left = await after.stored();
      const traces = left.filter(({ item }) => JSON.stringify(item).includes(closed.shop));
      expect(traces, `what is stored of the closed shop, ${story}`).toEqual([]);
      await expectMoved(after, { ...reform, city: [{ ...renamed, name }, quiet] }, story);
    },
  });
});

check('move-disturbed', async ({ random, open }) => {
  const rig = await open();
  const reform = drawReform(random, random.int(3, 4));
  await openAll(rig, [...reform.city, ...reform.others]);
  await faults(rig, {
    work: runMove(reform.move),
    afterwards: (after) => expectMoved(after, reform, 'after a move that was disturbed'),
    kinds: ['throttle', 'lost-reply', 'early-page'],
  });
});

/** Longer than an index is behind. */
const UNTIL_UP_TO_DATE_MS = 2000;

check('move-late', async ({ random, open }) => {
  const rig = await open();
  const reform = drawReform(random, random.int(3, 4));
  const [closed, ...city] = reform.city as [Shop, ...Shop[]];
  await openAll(rig, [...reform.city, ...reform.others]);
  await lag(rig, {
    async work(client, copy) {
      await client.call('closeShop', { shop: closed.shop });
      await client.call('moveCity', inputOf(reform.move));
      copy.clock.advance(UNTIL_UP_TO_DATE_MS);
      const story = 'when its city was moved right after it had been closed';
      expect(await client.call('getShop', { shop: closed.shop }), `the closed shop, ${story}`).toBeNull();
      await expectMoved(client, { ...reform, city }, 'two seconds after the move');
    },
  });
});
