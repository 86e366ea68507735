import {
  check,
  cost,
  expect,
  faults,
  invariants,
  races,
  type Client,
  type Random,
  type Rig,
  type Run,
} from '@keysmith/instruments';

interface Film {
  film: string;
  title: string;
  year: number;
}

interface Person {
  person: string;
  name: string;
}

interface Credit {
  film: string;
  person: string;
  role: string;
}

/** What the catalogue should hold. */
interface Catalogue {
  films: Film[];
  people: Person[];
  credits: Credit[];
}

function drawFilm(random: Random, film = random.id('f').toLowerCase()): Film {
  return { film, title: `${random.name()} #${random.int(1, 9)}`, year: random.int(1895, 2026) };
}

function drawPerson(random: Random, person = random.id('p').toLowerCase()): Person {
  return { person, name: `${random.name()} ${random.name()}` };
}

function drawRole(random: Random): string {
  return `${random.pick(['director', 'camera', 'editor', 'lead', 'extra'])} ${random.int(1, 99)}`;
}

/**
 * Films and people with the same ids, which begin with each other and contain what may separate the parts of a key.
 * Glued together, the credit of `a` on `a#a` and that of `a#a` on `a` are the same text. The last film and the last
 * person have no credit, the one before it has one.
 */
function drawConfusing(random: Random): Catalogue {
  const id = random.id('n').toLowerCase();
  const doubled = random.sample(['#', '/', ':', '|', '_', ' '], 3).map((sign) => `${id}${sign}${id}`);
  const ids = [id, ...doubled, `${id}0`, `${id}#ü`];
  const pairs = [
    ...doubled.flatMap((other): [string, string][] => [
      [id, other],
      [other, id],
    ]),
    [`${id}0`, `${id}0`] as const,
  ];
  return {
    films: random.shuffle(ids).map((film) => drawFilm(random, film)),
    people: random.shuffle(ids).map((person) => drawPerson(random, person)),
    credits: random.shuffle(pairs).map(([film, person]) => ({ film, person, role: drawRole(random) })),
  };
}

const FOR_ID_OF_FILM = 'the error of addPerson, for the id of a film';

async function enter(rig: Rig, { films, people, credits }: Catalogue): Promise<void> {
  for (const film of films) await rig.call('addFilm', film);
  for (const person of people) {
    if (!films.some(({ film }) => film === person.person)) await rig.call('addPerson', person);
    else expect(endOf(await rig.run('addPerson', person)), FOR_ID_OF_FILM).toBe('no error');
  }
  for (const credit of credits) await rig.call('addCredit', credit);
}

/** Everybody is credited on every film. Titles and roles are long where a few items should weigh as many do. */
function drawStar(random: Random, size: { films: number; people: number; long?: boolean }): Catalogue {
  const more = () => (size.long ? ` ${Array.from({ length: 20 }, () => random.name()).join(' ')}` : '');
  const films = Array.from({ length: size.films }, () => {
    const film = drawFilm(random);
    return { ...film, title: film.title + more() };
  });
  const people = Array.from({ length: size.people }, () => {
    const person = drawPerson(random);
    return { ...person, name: person.name + more() };
  });
  const credits = films.flatMap(({ film }) =>
    people.map(({ person }) => ({ film, person, role: drawRole(random) + more() })),
  );
  return { films, people, credits };
}

function filmPage({ people, credits }: Catalogue, film: Film) {
  const own = credits.filter((credit) => credit.film === film.film);
  const names = new Map(people.map(({ person, name }) => [person, name]));
  return { ...film, credits: own.map(({ person, role }) => ({ person, name: names.get(person), role })) };
}

function personPage({ films, credits }: Catalogue, person: Person) {
  const own = credits.filter((credit) => credit.person === person.person);
  const found = new Map(films.map((film) => [film.film, film]));
  return { ...person, credits: own.map(({ film, role }) => ({ ...found.get(film), role })) };
}

/** A page with its credits in one fixed order, since the brief leaves the order free. */
function inOrder(page: unknown): unknown {
  const credits = (page as { credits?: unknown } | null | undefined)?.credits;
  if (!Array.isArray(credits)) return page;
  const idOf = (credit: { film?: unknown; person?: unknown } | null) =>
    String(credit?.film ?? credit?.person);
  return { ...(page as object), credits: [...credits].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1)) };
}

async function expectFilms(rig: Rig, catalogue: Catalogue, moment = ''): Promise<void> {
  for (const film of catalogue.films) {
    const page = filmPage(catalogue, film);
    const result = inOrder(await rig.call('getFilm', { film: film.film }));
    expect(result, `a film with ${page.credits.length} credits${moment}`).toEqual(inOrder(page));
  }
}

async function expectPeople(rig: Rig, catalogue: Catalogue, moment = ''): Promise<void> {
  for (const person of catalogue.people) {
    const page = personPage(catalogue, person);
    const result = inOrder(await rig.call('getPerson', { person: person.person }));
    expect(result, `a person with ${page.credits.length} credits${moment}`).toEqual(inOrder(page));
  }
}

/** Reads a page whose cost is looked at, and compares it: only what is right may be called cheap. */
async function measurePage(rig: Rig, catalogue: Catalogue, of: Film | Person): Promise<Run<unknown>> {
  const [name, input, page] =
    'film' in of
      ? (['getFilm', { film: of.film }, filmPage(catalogue, of)] as const)
      : (['getPerson', { person: of.person }, personPage(catalogue, of)] as const);
  const run = await rig.run(name, input);
  expect(run.error?.message ?? 'no error', `what ${name} threw`).toBe('no error');
  const what = `a ${'film' in of ? 'film' : 'person'} with ${page.credits.length} credits`;
  expect(inOrder(run.result), what).toEqual(inOrder(page));
  return run;
}

interface Refusal {
  readonly name: string;
  readonly input: unknown;
  /** The name of the error that is expected, and why. */
  readonly error: string;
  readonly because: string;
}

/** Runs a call that must be refused and leave everything as it was. */
async function expectRefusal(rig: Rig, { name, input, error, because }: Refusal): Promise<void> {
  const before = await rig.stored();
  const run = await rig.run(name, input);
  expect(run.error?.name ?? 'no error', `the error of ${name}, ${because}`).toBe(error);
  expect(await rig.stored(), `what is stored after ${name} threw ${error}`).toEqual(before);
}

/** What a call threw, or "no error". */
const endOf = (run: unknown): string => (run as Run<unknown>).error?.name ?? 'no error';

check('nodes-apart', async ({ random, open }) => {
  const rig = await open();
  const film = drawFilm(random);
  const person = drawPerson(random, film.film);
  await rig.call('addFilm', film);

  const { error } = await rig.run('addPerson', person);

  expect(error?.name ?? 'no error', FOR_ID_OF_FILM).toBe('no error');
  await expectRefusal(rig, {
    name: 'addFilm',
    input: drawFilm(random, film.film),
    error: 'FilmExists',
    because: 'for the id of a film that is there',
  });
  await expectRefusal(rig, {
    name: 'addPerson',
    input: drawPerson(random, film.film),
    error: 'PersonExists',
    because: 'for the id of a person who is there',
  });
});

check('credit-ends', async ({ random, open }) => {
  const rig = await open();
  const { film } = drawFilm(random);
  const { person } = drawPerson(random);
  await enter(rig, { films: [drawFilm(random, film)], people: [drawPerson(random, person)], credits: [] });
  const role = drawRole(random);

  await expectRefusal(rig, {
    name: 'addCredit',
    input: { film: random.id('none'), person, role },
    error: 'NoSuchFilm',
    because: 'on a film that does not exist',
  });
  await expectRefusal(rig, {
    name: 'addCredit',
    input: { film, person: random.id('none'), role },
    error: 'NoSuchPerson',
    because: 'for a person who does not exist',
  });
  const { error } = await rig.run('addCredit', { film, person, role });
  expect(error?.message ?? 'no error', 'what addCredit threw when both were there').toBe('no error');
});

check('credit-once', async ({ random, open }) => {
  const rig = await open();
  const catalogue = drawStar(random, { films: 1, people: 1 });
  await enter(rig, catalogue);
  const [credit] = catalogue.credits as [Credit];
  const again = { name: 'addCredit', error: 'CreditExists' };
  await expectRefusal(rig, { ...again, input: credit, because: 'for the same credit again' });
  const input = { ...credit, role: `${credit.role} and sound` };
  await expectRefusal(rig, { ...again, input, because: 'for the same film and person in another role' });

  const { films, people } = drawStar(random, { films: 1, people: 1 });
  await enter(rig, { films, people, credits: [] });
  const pair = { film: films[0]?.film as string, person: people[0]?.person as string };
  const [mine, theirs] = [
    { ...pair, role: 'mine' },
    { ...pair, role: 'theirs' },
  ];
  await races(rig, {
    clients: {
      'one caller': (client) => client.run('addCredit', mine),
      'another caller': (client) => client.run('addCredit', theirs),
    },
    async afterwards(after, [own, other]) {
      expect(
        [endOf(own), endOf(other)].sort().join(' and '),
        'what two callers got who credited one person on one film',
      ).toBe('CreditExists and no error');
      const stored = { films, people, credits: [endOf(own) === 'no error' ? mine : theirs] };
      await expectFilms(after, stored, ' after two calls at the same time');
      await expectPeople(after, stored, ' after two calls at the same time');
    },
  });
});

check('credit-growth', async ({ random, open }) => {
  const rig = await open();
  const stars = [
    drawStar(random, { films: 1, people: 10, long: true }),
    drawStar(random, { films: 10, people: 1, long: true }),
  ] as const;
  for (const { films, people } of stars) await enter(rig, { films, people, credits: [] });
  const [[large], [busy]] = [stars[0].films as [Film], stars[1].people as [Person]];
  const credit = { film: large.film, person: busy.person, role: drawRole(random) };
  const [film, person] = [drawFilm(random), drawPerson(random)];
  await enter(rig, { films: [film], people: [person], credits: [] });

  const first = { ...credit, film: film.film, person: person.person };
  const before = await rig.run('addCredit', first);
  for (const { credits } of stars) await enter(rig, { films: [], people: [], credits });
  const after = await rig.run('addCredit', credit);

  expect(after.error?.message ?? 'no error', 'what addCredit threw').toBe('no error');
  expect(after.trace).toTakeAtMostRequests(3);
  expect(after.trace).toCostNoMoreThan(before.trace);
  const catalogue = {
    films: [...stars.flatMap(({ films }) => films), film],
    people: [...stars.flatMap(({ people }) => people), person],
    credits: [...stars.flatMap(({ credits }) => credits), first, credit],
  };
  for (const each of [film, person, large, busy]) await measurePage(rig, catalogue, each);
});

check('film-complete', async ({ random, open }) => {
  const rig = await open();
  const catalogue = drawConfusing(random);
  await enter(rig, catalogue);

  await expectFilms(rig, catalogue);
  const nothing = await rig.call('getFilm', { film: random.id('none') });
  expect(nothing, 'a film that does not exist').toBeNull();
});

check('film-one-query', async ({ random, open }) => {
  const rig = await open();
  const credits = random.int(6, 10);
  const star = drawStar(random, { films: 2, people: credits });
  await enter(rig, star);

  const { trace } = await measurePage(rig, star, star.films[0] as Film);

  expect(trace).toBeOneQuery();
  expect(trace).toNeverFilter();
  expect(trace).toReadAtMostItems(credits + 1);
});

check('film-growth', async ({ random, open }) => {
  const rig = await open();
  const star = drawStar(random, { films: 1, people: 5 });
  await enter(rig, star);
  const [film] = star.films as [Film];
  const alone = await measurePage(rig, star, film);
  const { films } = drawStar(random, { films: 12, people: 0, long: true });
  const credits = films.map(({ film: other }) => ({
    film: other,
    person: random.pick(star.people).person,
    role: drawRole(random),
  }));
  await enter(rig, { films, people: [], credits });

  const crowded = await measurePage(rig, star, film);

  expect(crowded.trace).toCostNoMoreThan(alone.trace);
});

check('person-complete', async ({ random, open }) => {
  const rig = await open();
  const catalogue = drawConfusing(random);
  await enter(rig, catalogue);

  await expectPeople(rig, catalogue);
  const nothing = await rig.call('getPerson', { person: random.id('none') });
  expect(nothing, 'a person who does not exist').toBeNull();
});

check('person-one-query', async ({ random, open }) => {
  const rig = await open();
  const credits = random.int(6, 10);
  const star = drawStar(random, { films: credits, people: 2 });
  await enter(rig, star);

  const { trace } = await measurePage(rig, star, star.people[0] as Person);

  expect(trace).toBeOneQuery();
  expect(trace).toNeverFilter();
  expect(trace).toReadAtMostItems(credits + 1);
});

check('person-growth', async ({ random, open }) => {
  const rig = await open();
  const star = drawStar(random, { films: 5, people: 1 });
  await enter(rig, star);
  const [person] = star.people as [Person];
  const alone = await measurePage(rig, star, person);
  const { people } = drawStar(random, { films: 0, people: 12, long: true });
  const credits = people.map(({ person: other }) => ({
    film: random.pick(star.films).film,
    person: other,
    role: drawRole(random),
  }));
  await enter(rig, { films: [], people, credits });

  const crowded = await measurePage(rig, star, person);

  expect(crowded.trace).toCostNoMoreThan(alone.trace);
});

check('role-both-sides', async ({ random, open }) => {
  const rig = await open();
  const catalogue = drawStar(random, { films: 3, people: 3 });
  await enter(rig, catalogue);
  const changed = random.pick(catalogue.credits);
  const role = `${drawRole(random)} of the second unit`;

  const { film, person } = changed;
  await rig.call('changeRole', { film, person, role });

  const credits = catalogue.credits.map((credit) => (credit === changed ? { ...credit, role } : credit));
  await expectFilms(rig, { ...catalogue, credits }, ' after a role was changed');
  await expectPeople(rig, { ...catalogue, credits }, ' after a role was changed');
  const stranger = drawPerson(random);
  await enter(rig, { films: [], people: [stranger], credits: [] });
  await expectRefusal(rig, {
    name: 'changeRole',
    input: { film, person: stranger.person, role },
    error: 'NoSuchCredit',
    because: 'for a person who is not credited on the film',
  });
});

check('role-one-write', async ({ random, open }) => {
  const rig = await open();
  const { credits, ...nodes } = drawStar(random, { films: 1, people: 12, long: true });
  await enter(rig, { ...nodes, credits });

  const old = random.pick(credits);
  const changed = { ...old, role: drawRole(random) };

  await cost(rig, {
    'correct a role': {
      async call(client) {
        const run = await client.run('changeRole', changed);
        expect(run.error?.message ?? 'no error', 'what changeRole threw').toBe('no error');
        return run;
      },
      // One write of a small item, and one for an index that shows it.
      budget: () => ({ requests: 1, writeUnits: 2 }),
    },
  });
  // What was measured happened to a copy. The same call is made here, to see what it does.
  await rig.call('changeRole', changed);
  const catalogue = { ...nodes, credits: credits.map((credit) => (credit === old ? changed : credit)) };
  const people = nodes.people.filter(({ person }) => person === changed.person);
  await expectFilms(rig, catalogue, ' after a role was changed');
  await expectPeople(rig, { ...catalogue, people }, ' after a role was changed');
});

check('removal-clean', async ({ random, open }) => {
  const rig = await open();
  const catalogue = drawConfusing(random);
  // The shortest id is the one that all others begin with, and it has the most credits.
  const removed = catalogue.films.reduce((a, b) => (a.film.length <= b.film.length ? a : b));
  const films = catalogue.films.filter((film) => film !== removed);
  const [own, others] = [true, false].map((mine) =>
    catalogue.credits.filter(({ film }) => (film === removed.film) === mine),
  ) as [Credit[], Credit[]];
  await enter(rig, { ...catalogue, films, credits: others });
  const before = await rig.stored();
  await enter(rig, { films: [removed], people: [], credits: own });

  await rig.call('removeFilm', { film: removed.film });

  expect(await rig.call('getFilm', { film: removed.film }), 'the removed film').toBeNull();
  await expectFilms(rig, { ...catalogue, films, credits: others }, ' left after another film was removed');
  await expectPeople(rig, { ...catalogue, films, credits: others }, ' left after a film was removed');
  expect((await rig.stored()).length - before.length, 'items left behind by a film that was removed').toBe(0);
  await expectRefusal(rig, {
    name: 'removeFilm',
    input: { film: removed.film },
    error: 'NoSuchFilm',
    because: 'for a film that was removed before',
  });
});

/** More than one batch takes. */
const CREDITS_OF_LARGE_FILM = 30;

check('removal-large', async ({ random, open }) => {
  const rig = await open();
  const { films, people, credits } = drawStar(random, { films: 1, people: CREDITS_OF_LARGE_FILM });
  const [film] = films as [Film];
  await enter(rig, { films: [], people, credits: [] });
  const before = (await rig.stored()).length;
  await enter(rig, { films, people: [], credits });
  await expectFilms(rig, { films, people, credits });
  await faults(rig, {
    work: (client) => client.call('removeFilm', { film: film.film }),
    async afterwards(after) {
      const what = `items left behind by a film with ${credits.length} credits, which was removed`;
      expect((await after.stored()).length - before, what).toBe(0);
      await expectPeople(after, { films: [], people: people.slice(0, 3), credits: [] }, ' any more');
    },
    kinds: ['throttle', 'unprocessed'],
    chapter: 'many-to-many',
  });
});

/** Removes a film while so many people are credited on it, in every order of the requests. */
async function removeWhileCredited(rig: Rig, random: Random, late: readonly Person[]): Promise<void> {
  const star = drawStar(random, { films: 1, people: 2 });
  const [film] = star.films as [Film];
  await enter(rig, { ...star, people: [...star.people, ...late] });
  // Whoever shows no credits at all would show none of a removed film either.
  await expectFilms(rig, star);
  await expectPeople(rig, star);
  const credits = late.map(({ person }) => ({ film: film.film, person, role: drawRole(random) }));
  const adding = credits.map((credit, at): [string, (client: Client) => Promise<unknown>] => [
    `who credits ${late[at]?.name}`,
    (client) => client.run('addCredit', credit),
  ]);
  await races(rig, {
    clients: {
      'who removes the film': (client) => client.run('removeFilm', { film: film.film }),
      ...Object.fromEntries(adding),
    },
    async afterwards(after, [removal, ...added]) {
      expect(endOf(removal), 'the error of removeFilm').toBe('no error');
      for (const each of added)
        expect(['no error', 'NoSuchFilm'], 'the error of addCredit').toContain(endOf(each));
      await expectGone(after, { film, people: [...star.people, ...late] });
    },
    budget: 400,
    chapter: 'many-to-many',
  });
}

check('removal-race', async ({ random, open }) => {
  await removeWhileCredited(await open(), random, [drawPerson(random)]);
});

check('credit-race', async ({ random, open }) => {
  await removeWhileCredited(await open(), random, [drawPerson(random), drawPerson(random)]);
});

interface Gone {
  readonly film: Film;
  /** Everybody who was credited on the film, or tried to be. */
  readonly people: readonly Person[];
}

/** No side shows a credit of the removed film, and a new film of its id does not inherit any. */
async function expectGone(rig: Rig, { film, people }: Gone): Promise<void> {
  const removed = await rig.call('getFilm', { film: film.film });
  expect(removed, 'a removed film').toBeNull();
  for (const person of people) {
    const page = await rig.call('getPerson', { person: person.person });
    expect(page, 'a person whose only film was removed').toEqual({ ...person, credits: [] });
  }
  await rig.call('addFilm', film);
  const anew = await rig.call('getFilm', { film: film.film });
  expect(anew, 'a new film under the id of a removed one').toEqual({ ...film, credits: [] });
}

interface FilmPage extends Film {
  credits: { person: string; name: string; role: string }[];
}

interface PersonPage extends Person {
  credits: { film: string; title: string; year: number; role: string }[];
}

/** All credits that one of the two sides shows, each as one line. */
interface Shown {
  readonly films: FilmPage[];
  readonly people: PersonPage[];
}

/** The pages of those films and people that there are. */
async function lookAtAll(rig: Rig, ids: readonly string[]): Promise<Shown> {
  const films: FilmPage[] = [];
  const people: PersonPage[] = [];
  for (const id of ids) {
    const film = await rig.call<FilmPage | null>('getFilm', { film: id });
    const person = await rig.call<PersonPage | null>('getPerson', { person: id });
    if (film !== null) films.push(film);
    if (person !== null) people.push(person);
  }
  return { films, people };
}

const asLine = (...parts: (string | number)[]) => parts.join(', ');

const onFilms = ({ films }: Shown) =>
  films
    .flatMap(({ film, title, year, credits }) =>
      credits.map(({ person, name, role }) => asLine(film, title, year, person, name, role)),
    )
    .sort();

const onPeople = ({ people }: Shown) =>
  people
    .flatMap(({ person, name, credits }) =>
      credits.map(({ film, title, year, role }) => asLine(film, title, year, person, name, role)),
    )
    .sort();

check('no-orphans', async ({ random, open }) => {
  const rig = await open();
  const id = random.id('n').toLowerCase();
  // Two are enough: one is part of the other, and calls meet often.
  const ids = [id, `${id}#${id}`];
  const catalogue = {
    films: ids.map((film) => drawFilm(random, film)),
    people: ids.map((person) => drawPerson(random, person)),
    credits: ids.map((film) => ({ film, person: id, role: drawRole(random) })),
  };
  await enter(rig, catalogue);
  // Two sides that show nothing agree as well.
  await expectFilms(rig, catalogue);
  await expectPeople(rig, catalogue);
  const drawPair = (chance: Random) => ({
    film: chance.pick(ids),
    person: chance.pick(ids),
    role: drawRole(chance),
  });
  await invariants(rig, {
    operations: {
      addFilm: {
        input: (chance) => drawFilm(chance, chance.pick(ids)),
        mayThrow: ['FilmExists'],
        weight: 2,
      },
      addPerson: {
        input: (chance) => drawPerson(chance, chance.pick(ids)),
        mayThrow: ['PersonExists'],
      },
      addCredit: {
        input: drawPair,
        mayThrow: ['NoSuchFilm', 'NoSuchPerson', 'CreditExists'],
        weight: 4,
      },
      changeRole: { input: drawPair, mayThrow: ['NoSuchCredit'], weight: 2 },
      removeFilm: {
        input: (chance) => ({ film: chance.pick(ids) }),
        mayThrow: ['NoSuchFilm'],
        weight: 2,
      },
    },
    rules: {
      'both sides show the same credits, each once': async (at) => {
        const shown = await lookAtAll(at, ids);
        expect(onPeople(shown), 'the credits that people show, beside those that films show').toEqual(
          onFilms(shown),
        );
        const pairs = shown.films.flatMap(({ film, credits }) =>
          credits.map(({ person }) => asLine(film, person)),
        );
        expect(pairs, 'who is credited on which film, nobody twice').toEqual([...new Set(pairs)]);
      },
    },
    runs: 10,
    steps: 14,
    chapter: 'many-to-many',
  });
});
