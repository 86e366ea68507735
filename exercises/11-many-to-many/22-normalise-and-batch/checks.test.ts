import { drawNeighbour, drawNotice, type Neighbour, type Notice } from '@keysmith/domains';
import {
  awkwardly,
  check,
  cost,
  expect,
  faults,
  growth,
  lag,
  oracle,
  units,
  type Client,
  type Random,
  type Rig,
  type Run,
} from '@keysmith/instruments';

const PAGE_NOTICES = 25;
const BATCH_KEYS_MAX = 100;

interface Person {
  person: string;
  name: string | null;
  status: string | null;
}

interface Shown {
  notice: string;
  text: string;
  author: Person;
  mentions: Person[];
}

interface Page {
  notices: Shown[];
  next: unknown;
}

/** A notice as it was hung up, with the id that it got. */
type Posted = Notice & { readonly notice: string };

type Caller = Pick<Client, 'call'>;

/** Hangs up notices, and gives them with their ids, oldest first. */
async function post(client: Caller, notices: readonly Notice[]): Promise<Posted[]> {
  const posted: Posted[] = [];
  for (const notice of notices) {
    const result = await client.call('postNotice', notice);
    expect(result, 'the result of postNotice').toEqual({ notice: expect.any(String) });
    posted.push({ ...notice, notice: (result as { notice: string }).notice });
  }
  return posted;
}

async function enter(client: Caller, neighbours: readonly Neighbour[]): Promise<void> {
  for (const neighbour of neighbours) await client.call('saveProfile', neighbour);
}

/** What a page should show of these notices: the newest first, each with its people as they are now. */
function shownAs(posted: readonly Posted[], neighbours: readonly Neighbour[]): Shown[] {
  const profiles = new Map(neighbours.map((neighbour) => [neighbour.person, neighbour]));
  const personOf = (person: string): Person => {
    const { name = null, status = null } = profiles.get(person) ?? {};
    return { person, name, status };
  };
  return posted.toReversed().map(({ notice, text, author, mentions }) => ({
    notice,
    text,
    author: personOf(author),
    mentions: mentions.map(personOf),
  }));
}

async function firstPage(client: Caller, board: string): Promise<Shown[]> {
  return (await client.call<Page>('readBoard', { board, before: null })).notices;
}

/** More pages than any board here has. */
const PAGES_MAX = 6;

/** Reads a board page by page, to the one whose `next` is null. */
async function readPages(client: Caller, board: string): Promise<Shown[][]> {
  const pages: Shown[][] = [];
  let before: unknown = null;
  do {
    const page: Page = await client.call<Page>('readBoard', { board, before });
    pages.push(page.notices);
    before = page.next;
  } while (before !== null && pages.length < PAGES_MAX);
  return pages;
}

interface World {
  readonly rig: Rig;
  readonly board: string;
  readonly neighbours: Neighbour[];
  readonly posted: Posted[];
}

interface Size {
  readonly people: number;
  readonly notices: number;
  readonly mentions?: number;
}

/** Reads the first page, and demands that it shows what hangs there. */
async function readRightly(
  client: Pick<Client, 'run'>,
  { board, posted, neighbours }: Omit<World, 'rig'>,
  what: string,
): Promise<Run<Page>> {
  const run = await client.run<Page>('readBoard', { board, before: null });
  // Of a call that throws, whoever measures it tells.
  if (run.error !== undefined) return run;
  expect(run.result?.notices, what).toEqual(shownAs(posted, neighbours).slice(0, PAGE_NOTICES));
  return run;
}

const thrownBy = ({ error }: Run<unknown>) => error?.message ?? 'no error';

const drawNeighbours = (random: Random, count: number) =>
  Array.from({ length: count }, () => drawNeighbour(random));

const idsOf = (neighbours: readonly Neighbour[]) => neighbours.map(({ person }) => person);

/** A board on which nobody stands twice: each notice has people of its own. */
async function openStrangers(rig: Rig, random: Random, { notices, mentions = 0 }: Omit<Size, 'people'>) {
  const neighbours = drawNeighbours(random, notices * (1 + mentions));
  const ids = idsOf(neighbours);
  const board = random.id('board');
  const drawn = Array.from({ length: notices }, (_, at) => {
    const [author = '', ...others] = ids.slice(at * (1 + mentions), (at + 1) * (1 + mentions));
    return { ...drawNotice(random, { board, people: [author] }), mentions: others };
  });
  await enter(rig, neighbours);
  return { rig, board, neighbours, posted: await post(rig, drawn) } satisfies World;
}

/** A board as it is in life: of a few people the first write most, and all mention each other. */
async function openNeighbourhood(rig: Rig, random: Random, { people, notices, mentions }: Size) {
  const neighbours = drawNeighbours(random, people);
  const board = random.id('board');
  const among = { board, people: idsOf(neighbours), ...(mentions === undefined ? {} : { mentions }) };
  await enter(rig, neighbours);
  const posted = await post(
    rig,
    Array.from({ length: notices }, () => drawNotice(random, among)),
  );
  return { rig, board, neighbours, posted } satisfies World;
}

/** What is stored as a text, whatever its layout. */
async function storedIn(rig: Rig): Promise<string> {
  return JSON.stringify(await rig.stored(), (_name, value: unknown) =>
    value instanceof Set ? [...value] : value,
  );
}

/** Makes a call that is to be one write of at most two units, and tells whether anything was written. */
async function writeOnce(rig: Rig, name: string, input: unknown) {
  const before = await storedIn(rig);
  const run = await rig.run(name, input);
  expect(thrownBy(run), `what ${name} threw`).toBe('no error');
  expect(run.trace).toTakeAtMostRequests(1);
  expect(run.trace).toConsumeAtMostWriteUnits(2);
  return { result: run.result, stored: (await storedIn(rig)) === before ? 'as before' : 'changed' };
}

check('profile-one-write', async ({ random, open }) => {
  const rig = await open();
  const { board, neighbours } = await openStrangers(rig, random, { notices: 1 });
  const [known] = neighbours as [Neighbour];
  const fresh = drawNeighbour(random);
  const first = await writeOnce(rig, 'saveProfile', fresh);
  expect(first.stored, 'what is stored after a new profile was saved').toBe('changed');
  await post(
    rig,
    Array.from({ length: 30 }, () => drawNotice(random, { board, people: [known.person] })),
  );
  const again = await writeOnce(rig, 'saveProfile', { ...known, status: 'moved to the third floor' });
  expect(again.stored, 'what is stored after another status was saved').toBe('changed');
  const removal = await writeOnce(rig, 'removeProfile', { person: known.person });
  expect(removal.stored, 'what is stored after a profile was taken out').toBe('changed');
  await writeOnce(rig, 'removeProfile', { person: random.id('none') });
});

check('notice-one-write', async ({ random, open }) => {
  const rig = await open();
  const board = random.id('board');
  const people = idsOf(drawNeighbours(random, 11));
  const draw = () => drawNotice(random, { board, people, mentions: 10 });
  await post(
    rig,
    Array.from({ length: 12 }, () => draw()),
  );

  const { result, stored } = await writeOnce(rig, 'postNotice', draw());

  expect(result, 'the result of postNotice').toEqual({ notice: expect.any(String) });
  expect(stored, 'what is stored after a notice was hung up').toBe('changed');
});

check('board-complete', async ({ random, open }) => {
  const rig = await open();
  await awkwardly(rig, {
    values: 'ids',
    async work(client, ids) {
      const chance = random.fork('boards');
      const neighbours = ids.map((id) => drawNeighbour(chance, id));
      await enter(client, neighbours);
      for (const [at, board] of ids.entries()) {
        // Each id is a board and a person; nobody is on a page twice.
        const [author = '', ...mentions] = chance.shuffle(ids);
        const posted = await post(client, [{ ...drawNotice(chance, { board, people: [author] }), mentions }]);
        expect(await firstPage(client, board), `page ${at + 1} of ${ids.length} boards`).toEqual(
          shownAs(posted, neighbours),
        );
      }
    },
    chapter: 'many-to-many',
  });
  const { board, neighbours, posted } = await openStrangers(rig, random, { notices: 30 });
  const pages = await readPages(rig, board);
  expect(pages[0]?.length, 'notices on the first of two pages').toBe(PAGE_NOTICES);
  expect(pages.flat(), 'a board of 30 notices, page by page').toEqual(shownAs(posted, neighbours));
  const empty = await rig.call('readBoard', { board: random.id('none'), before: null });
  expect(empty, 'a board on which nothing hangs').toEqual({ notices: [], next: null });
});

check('board-two-trips', async ({ random, open }) => {
  const rig = await open();
  const world = await openStrangers(rig, random, { notices: PAGE_NOTICES + 2, mentions: 1 });

  const run = await readRightly(rig, world, 'the first of two pages');

  const { trace } = run;
  expect(thrownBy(run), 'what readBoard threw').toBe('no error');
  expect(trace).toNeverScan();
  expect(trace).toTakeAtMostRequests(2);
  expect(trace).toNeverFilter();
  expect(trace).toReadAtMostItems(PAGE_NOTICES + PAGE_NOTICES * 2);
});

check('board-in-budget', async ({ random, open }) => {
  const rig = await open();
  const [few, many] = [random.int(3, 5), random.int(10, 14)];
  const small = await openStrangers(rig, random, { notices: few });
  const large = await openStrangers(rig, random, { notices: many, mentions: 2 });
  const read = (world: World) => (client: Client) =>
    readRightly(client, world, `a page of ${world.posted.length} notices`);
  const budget = (people: number) => (returned: { bytes: number }) => ({
    readUnits: people + units.read(returned.bytes, { consistent: true }),
  });
  await cost(rig, {
    [`${few} notices and as many people`]: { call: read(small), budget: budget(few) },
    [`${many} notices and ${many * 3} people`]: { call: read(large), budget: budget(many * 3) },
  });
});

check('board-growth', async ({ random, open }) => {
  const rig = await open();
  const world = await openStrangers(rig, random, { notices: PAGE_NOTICES });
  const alone = await readRightly(rig.client(), world, 'a board of one page');
  expect(thrownBy(alone), 'what readBoard threw').toBe('no error');
  // The same notices once more, on top: the old ones are under the page now.
  const above = { ...world, posted: await post(rig, world.posted) };
  const crowded = await readRightly(rig.client(), above, 'the first page of a board with older notices');
  expect(thrownBy(crowded), 'what readBoard threw with older notices on the board').toBe('no error');
  expect(crowded.trace).toCostNoMoreThan(alone.trace);

  await growth(rig, {
    patterns: {
      'a page of a board': (client) => readRightly(client, above, 'a page of a board among many others'),
    },
    async unrelated(client, chance) {
      const neighbour = drawNeighbour(chance, chance.id('n'));
      await client.call('saveProfile', neighbour);
      const other = { board: chance.id('board'), people: [neighbour.person] };
      await client.call('postNotice', drawNotice(chance, other));
    },
    sizes: [100, 1000, 10_000],
    chapter: 'many-to-many',
  });
});

check('rename-shown', async ({ random, open }) => {
  const rig = await open();
  const { board, neighbours, posted } = await openStrangers(rig, random, { notices: 2, mentions: 1 });
  const [first, second, ...others] = neighbours as [Neighbour, Neighbour, ...Neighbour[]];
  const [here, elsewhere] = [rig.client({ name: 'one server' }), rig.client({ name: 'another server' })];
  const expectPage = async (people: readonly Neighbour[], moment: string) => {
    for (const client of [here, elsewhere])
      expect(await firstPage(client, board), `the board, read on ${client.name} ${moment}`).toEqual(
        shownAs(posted, people),
      );
  };
  await expectPage(neighbours, 'before anything changed');

  const renamed = { ...first, name: `${first.name}-${random.name()}`, status: 'just married' };
  await here.call('saveProfile', renamed);
  await expectPage([renamed, second, ...others], 'after the author of a notice was renamed');

  const away = { ...second, status: 'in the yard' };
  await elsewhere.call('saveProfile', away);
  await expectPage([renamed, away, ...others], 'after somebody who is mentioned changed their status');
});

check('rename-at-once', async ({ random, open }) => {
  const rig = await open();
  const { board, neighbours } = await openStrangers(rig, random, { notices: 2 });
  const [author] = neighbours as [Neighbour];
  const renamed = { ...author, name: `${author.name}-${random.name()}` };
  await lag(rig, {
    async work(client) {
      await client.call('saveProfile', renamed);
      const oldest = (await firstPage(client, board)).at(-1);
      expect(oldest?.author, 'the author on the board, right after saveProfile').toEqual(renamed);
    },
    chapter: 'many-to-many',
  });
});

check('people-once', async ({ random, open }) => {
  const rig = await open();
  const size = { people: random.int(4, 6), notices: random.int(15, 20), mentions: 2 };
  const { board, neighbours, posted } = await openNeighbourhood(rig, random, size);

  const { result, error, trace } = await rig.run<Page>('readBoard', { board, before: null });

  expect(error?.name ?? 'no error', 'what readBoard threw for people who stand there more than once').toBe(
    'no error',
  );
  expect(result?.notices, 'a page on which the same people stand again and again').toEqual(
    shownAs(posted, neighbours),
  );
  expect(trace).toReadAtMostItems(size.notices + size.people);
});

check('people-missing', async ({ random, open }) => {
  const rig = await open();
  const { board, neighbours, posted } = await openStrangers(rig, random, { notices: 4, mentions: 2 });
  const gone = random.sample(neighbours, 5);
  for (const { person } of gone) await rig.call('removeProfile', { person });

  const left = neighbours.filter((neighbour) => !gone.includes(neighbour));
  expect(await firstPage(rig, board), 'a page after five of its people were taken out').toEqual(
    shownAs(posted, left),
  );

  const stranger = drawNotice(random, { board: random.id('board'), people: [random.id('none')] });
  const alone = await post(rig, [stranger]);
  expect(await firstPage(rig, stranger.board), 'a page of one notice, by somebody without a profile').toEqual(
    shownAs(alone, []),
  );
});

check('people-many', async ({ random, open }) => {
  const rig = await open();
  const mentions = 10;
  const notices = random.int(10, 11);
  const people = notices * (1 + mentions);
  const { board, neighbours, posted } = await openStrangers(rig, random, { notices, mentions });

  const { result, error, trace } = await rig.run<Page>('readBoard', { board, before: null });

  expect(
    error?.name ?? 'no error',
    `what readBoard threw for ${people} people, more than a batch takes`,
  ).toBe('no error');
  expect(result?.notices, `a page with ${people} people`).toEqual(shownAs(posted, neighbours));
  expect(trace).toTakeAtMostRequests(1 + Math.ceil(people / BATCH_KEYS_MAX));
});

check('keys-left', async ({ random, open }) => {
  const rig = await open();
  const { board, neighbours, posted } = await openStrangers(rig, random, { notices: 4, mentions: 1 });
  await faults(rig, {
    work: (client) => firstPage(client, board),
    afterwards(_after, page) {
      expect(page, 'the page, although DynamoDB was busy').toEqual(shownAs(posted, neighbours));
    },
    kinds: ['throttle', 'unprocessed'],
    chapter: 'many-to-many',
  });
});

/** So often a batch may be sent, the first time included. */
const ATTEMPTS_MAX = 10;

check('keys-patient', async ({ random, open }) => {
  const rig = await open();
  const { board, neighbours, posted } = await openStrangers(rig, random, { notices: 4 });
  await faults(rig, {
    async work(client) {
      const page = await firstPage(client, board);
      // Here and not afterwards: when nothing helps there must be an error, and no page that lacks people.
      expect(page, 'the page that came of a batch done in part').toEqual(shownAs(posted, neighbours));
    },
    afterwards: () => undefined,
    kinds: ['unprocessed'],
    backoff: { attemptsMax: ATTEMPTS_MAX },
  });
});

/** What the boards should show: everybody's profile, and the notices by board. */
interface Model {
  readonly profiles: Map<string, Neighbour>;
  readonly posted: Posted[];
}

check('any-order', async ({ random, open }) => {
  const id = random.id('x').toLowerCase();
  const people = [id, `${id}#`, `${id}#${id}`];
  const boards = people.slice(0, 2);
  await oracle<Model>(await open(), {
    model: () => ({ profiles: new Map(), posted: [] }),
    operations: {
      saveProfile: {
        input: (chance) => drawNeighbour(chance, chance.pick(people)),
        apply({ profiles }, neighbour: Neighbour) {
          profiles.set(neighbour.person, neighbour);
          return { result: undefined };
        },
        weight: 2,
      },
      removeProfile: {
        input: (chance) => ({ person: chance.pick(people) }),
        apply({ profiles }, { person }: Neighbour) {
          profiles.delete(person);
          return { result: undefined };
        },
      },
      postNotice: {
        input: (chance) =>
          drawNotice(chance, { board: chance.pick(boards), people, mentions: chance.int(0, 2) }),
        apply({ posted }, notice: Notice, actual) {
          const given = (actual as { notice?: unknown } | undefined)?.notice;
          if (typeof given === 'string') posted.push({ ...notice, notice: given });
          return { result: { notice: expect.any(String) } };
        },
        weight: 3,
      },
      readBoard: {
        input: (chance) => ({ board: chance.pick(boards), before: null }),
        apply({ profiles, posted }, { board }: { board: string }) {
          const own = posted.filter((notice) => notice.board === board);
          return { result: { notices: shownAs(own, [...profiles.values()]), next: null } };
        },
        weight: 3,
      },
    },
    runs: 12,
    steps: 16,
    chapter: 'many-to-many',
  });
});
