import { drawColleague, drawDay, drawOperaHouse, type Colleague, type OperaHouse } from '@keysmith/domains';
import {
  check,
  cost,
  crashes,
  expect,
  faults,
  growth,
  lag,
  races,
  type Client,
  type Random,
  type Rig,
  type Run,
} from '@keysmith/instruments';

/** A tie of any type that the brief allows, not only of those that the opera house of the domain knows. */
interface Tie {
  person: string;
  type: string;
  other: string;
  since: string;
}

interface House {
  colleagues: Colleague[];
  ties: Tie[];
}

type Direction = 'out' | 'in';

interface View {
  person: string;
  type: string;
  direction: Direction;
  from?: string;
  until?: string;
}

interface Neighbour extends Colleague {
  since: string;
}

const DIRECTIONS: Direction[] = ['out', 'in'];

async function enter(rig: Rig, { colleagues, ties }: House | OperaHouse): Promise<void> {
  for (const colleague of colleagues) await rig.call('addPerson', colleague);
  for (const tie of ties) await rig.call('addTie', tie);
}

const tieOf = ({ person, type, other }: Tie) => ({ person, type, other });

const drawTie = (random: Random, person: string, other: string, type = 'mentors'): Tie => ({
  person,
  type,
  other,
  since: drawDay(random),
});

/** Somebody tied to `count` others, half of them in each direction. */
function drawStar(random: Random, count: number): House & { centre: Colleague } {
  const centre = drawColleague(random);
  const others = Array.from({ length: count }, () => drawColleague(random));
  const ties = others.map(({ person }, at) =>
    at % 2 === 0 ? drawTie(random, centre.person, person) : drawTie(random, person, centre.person),
  );
  return { centre, colleagues: [centre, ...others], ties };
}

/** What `listTies` should give, in an order that is the same for both sides of a comparison. */
function neighboursOf({ colleagues, ties }: House, view: View): Neighbour[] {
  const names = new Map(colleagues.map(({ person, name }) => [person, name]));
  const { person, type, direction, from = '0000-00-00', until = '9999-99-99' } = view;
  return ties
    .filter((tie) => tie.type === type && tie.since >= from && tie.since <= until)
    .filter((tie) => (direction === 'out' ? tie.person : tie.other) === person)
    .map((tie) => ({ id: direction === 'out' ? tie.other : tie.person, since: tie.since }))
    .map(({ id, since }) => ({ person: id, name: names.get(id) as string, since }))
    .sort(byDayThenId);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const byDayThenId = (a: Neighbour, b: Neighbour) => compare(a.since, b.since) || compare(a.person, b.person);

/** Sorts what began on one day by id, and nothing else: the order of days is the learner's to get right. */
function daysInOrder(result: unknown): unknown {
  if (!Array.isArray(result)) return result;
  const list = result as Neighbour[];
  const days = [...new Set(list.map(({ since }) => since))];
  return days.flatMap((day) => list.filter(({ since }) => since === day).sort(byDayThenId));
}

function aloud({ person, type, direction, from, until }: View): string {
  const range = `${from === undefined ? '' : ` from ${from}`}${until === undefined ? '' : ` until ${until}`}`;
  return `the neighbours of ${person} by "${type}", direction ${direction}${range}`;
}

async function expectNeighbours(
  rig: Rig | Client,
  house: House,
  { view, moment = '' }: Looked,
): Promise<void> {
  const result = await rig.call('listTies', view);
  expect(daysInOrder(result), `${aloud(view)}${moment}`).toEqual(neighboursOf(house, view));
}

interface Looked {
  readonly view: View;
  readonly moment?: string;
}

/** Compares everybody's lists by these types with what should be there. */
async function expectGraph(rig: Rig, house: House, types: readonly string[], moment = ''): Promise<void> {
  for (const { person } of house.colleagues) {
    for (const type of types) {
      for (const direction of DIRECTIONS)
        await expectNeighbours(rig, house, { view: { person, type, direction }, moment });
    }
  }
}

const asLine = ({ person, type, other, since }: Tie) => `${person} ${type} ${other} since ${since}`;

/** The ties between these people as each of the two ends shows them. */
async function ties(rig: Rig, people: readonly Colleague[], type: string): Promise<[string[], string[]]> {
  const seen = { out: [] as string[], in: [] as string[] };
  for (const { person } of people) {
    for (const direction of DIRECTIONS) {
      const list = await rig.call<Neighbour[]>('listTies', { person, type, direction });
      for (const { person: id, since } of list) {
        const [from, to] = direction === 'out' ? [person, id] : [id, person];
        seen[direction].push(asLine({ person: from, type, other: to, since }));
      }
    }
  }
  return [seen.out.sort(), seen.in.sort()];
}

/** Ties as one text that reads in a sentence. */
const inWords = (lines: readonly string[]): string => (lines.length === 0 ? 'none' : lines.join('; '));

/** Holds that no tie is shown by one of its ends only. */
async function expectNoHalf(rig: Rig, people: readonly Colleague[], type = 'mentors'): Promise<void> {
  const [out, into] = await ties(rig, people, type);
  const outOnly = out.filter((line) => !into.includes(line));
  const inOnly = into.filter((line) => !out.includes(line));
  expect(inWords(outOnly), 'ties shown where they come from, and not where they lead to').toBe('none');
  expect(inWords(inOnly), 'ties shown where they lead to, and not where they come from').toBe('none');
  expect(into, 'how often each of its two ends shows a tie').toEqual(out);
}

/** What a call threw, or "no error". */
const endOf = (run: unknown): string => (run as Run<unknown>).error?.name ?? 'no error';

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
  expect(endOf(run), `the error of ${name}, ${because}`).toBe(error);
  expect(await rig.stored(), `what is stored after ${name} threw ${error}`).toEqual(before);
}

check('person-once', async ({ random, open }) => {
  const rig = await open();
  const colleague = drawColleague(random);
  await rig.call('addPerson', colleague);

  const again = { ...colleague, name: random.name() };
  await expectRefusal(rig, {
    name: 'addPerson',
    input: again,
    error: 'PersonExists',
    because: 'for an id that is there',
  });
  const { person } = colleague;
  expect(await rig.call('getPerson', { person }), 'a person who was entered').toEqual(colleague);
  const nobody = await rig.call('getPerson', { person: random.id('none') });
  expect(nobody, 'a person who was never entered').toBeNull();
});

check('tie-ends', async ({ random, open }) => {
  const rig = await open();
  const colleagues = [drawColleague(random), drawColleague(random)] as const;
  await enter(rig, { colleagues: [...colleagues], ties: [] });
  const tie = drawTie(random, colleagues[0].person, colleagues[1].person);
  const none = random.id('none');
  const missing = { name: 'addTie', error: 'NoSuchPerson' };
  const because = (which: string) => `when ${which} is not there`;
  await expectRefusal(rig, { ...missing, input: { ...tie, person: none }, because: because('person') });
  await expectRefusal(rig, { ...missing, input: { ...tie, other: none }, because: because('other') });
  const untied = { name: 'removeTie', error: 'NoSuchTie', because: 'when the tie is not there' };
  await expectRefusal(rig, { ...untied, input: tieOf(tie) });
  const before = await rig.stored();

  await rig.call('addTie', tie);
  await expectGraph(rig, { colleagues: [...colleagues], ties: [tie] }, ['mentors'], ' after addTie');
  const backwards = { ...tieOf(tie), person: tie.other, other: tie.person };
  await expectRefusal(rig, {
    ...untied,
    input: backwards,
    because: 'when there is only one in the other direction',
  });
  await rig.call('removeTie', tieOf(tie));

  await expectGraph(rig, { colleagues: [...colleagues], ties: [] }, ['mentors'], ' after removeTie');
  expect((await rig.stored()).length - before.length, 'items left behind by a tie that was ended').toBe(0);
});

check('tie-once', async ({ random, open }) => {
  const rig = await open();
  const { colleagues, ties: all } = drawStar(random, 3);
  await enter(rig, { colleagues, ties: all.slice(1) });
  const [free, tied] = all as [Tie, Tie];
  const again = { name: 'addTie', error: 'TieExists' };
  await expectRefusal(rig, { ...again, input: tied, because: 'for the same tie again' });
  const later = { ...tied, since: '2026-12-24' };
  await expectRefusal(rig, { ...again, input: later, because: 'for the same tie with another day' });

  const [mine, theirs] = [
    { ...free, since: '2019-03-04' },
    { ...free, since: '2024-09-01' },
  ];
  await races(rig, {
    clients: {
      'one clerk': (client) => client.run('addTie', mine),
      'another clerk': (client) => client.run('addTie', theirs),
    },
    async afterwards(after, [own, other]) {
      expect([endOf(own), endOf(other)].sort().join(' and '), 'what two clerks got who entered one tie').toBe(
        'TieExists and no error',
      );
      const entered = endOf(own) === 'no error' ? mine : theirs;
      const house = { colleagues, ties: [entered, ...all.slice(1)] };
      await expectGraph(after, house, ['mentors'], ' after two clerks entered one tie');
    },
    budget: 200,
    chapter: 'many-to-many',
  });
});

check('no-half-ties', async ({ random, open }) => {
  const rig = await open();
  const colleagues = [drawColleague(random), drawColleague(random)];
  const [one, other] = colleagues as [Colleague, Colleague];
  const tie = { ...drawTie(random, one.person, other.person), since: '2019-03-04' };
  await enter(rig, { colleagues, ties: [tie] });
  // Two ends that show nothing agree as well.
  await expectGraph(rig, { colleagues, ties: [tie] }, ['mentors']);
  await races(rig, {
    clients: {
      'who ends the tie': (client) => client.run('removeTie', tieOf(tie)),
      'who enters it anew': async (client) => {
        await client.run('removeTie', tieOf(tie));
        return client.run('addTie', { ...tie, since: '2024-09-01' });
      },
    },
    async afterwards(after, results) {
      for (const result of results)
        expect(['no error', 'NoSuchTie', 'TieExists'], 'the error of a clerk').toContain(endOf(result));
      await expectNoHalf(after, colleagues);
    },
    invariant: (at) => expectNoHalf(at, colleagues),
    budget: 200,
    chapter: 'many-to-many',
  });
});

/**
 * People whose ids begin with each other and contain what may separate the parts of a key; ties of types that begin
 * like another, some with the word of a direction in an id.
 */
function drawConfusing(random: Random): House & { types: string[] } {
  const id = random.id('p');
  const type = random.pick(['covers', 'manages', 'advises']);
  const types = [type, `${type}-matinees`, `${type}s`];
  const signs = random.sample(['#', '/', ':', '|', '_', ' '], 3);
  const ids = [id, ...signs.map((sign) => `${id}${sign}${id}`), `${id}0`, `${id}#ü`, `${id}#${type}#in`];
  const pairs = ids.slice(1).flatMap((other): [string, string][] => [
    [id, other],
    [other, id],
  ]);
  const chain = ids.slice(2).map((other, at): [string, string] => [ids[at + 1] as string, other]);
  const days = [drawDay(random), drawDay(random), drawDay(random)];
  const all = [...pairs, ...chain].map(([person, other]) => ({
    ...drawTie(random, person, other, random.pick(types)),
    since: random.pick(days),
  }));
  return {
    colleagues: random.shuffle(ids).map((one) => drawColleague(random, one)),
    ties: random.shuffle(all),
    types,
  };
}

check('neighbours-right', async ({ random, open }) => {
  const rig = await open();
  const { types, ...house } = drawConfusing(random);
  await enter(rig, house);

  await expectGraph(rig, house, types);
  // The days on which ties began are the bounds of the ranges: both belong to them.
  const days = [...new Set(house.ties.map(({ since }) => since))].sort();
  const [first, last] = [days[0] as string, days.at(-1) as string];
  const person = house.colleagues.map((one) => one.person).reduce((a, b) => (a.length <= b.length ? a : b));
  const ranges = [
    { from: last },
    { until: first },
    { from: first, until: last },
    { from: last, until: last },
  ];
  for (const type of types) {
    for (const direction of DIRECTIONS) {
      for (const range of ranges)
        await expectNeighbours(rig, house, { view: { person, type, direction, ...range } });
    }
  }
  const stranger = { person: random.id('none'), type: types[0] as string, direction: 'out' as const };
  await expectNeighbours(rig, house, { view: stranger });
});

check('neighbours-one-query', async ({ random, open }) => {
  const rig = await open();
  const { centre, colleagues, ties: all } = drawStar(random, 16);
  const others = colleagues.slice(1, 9).map((one) => drawTie(random, centre.person, one.person, 'covers'));
  const house = { colleagues, ties: [...all, ...others] };
  await enter(rig, house);

  for (const direction of DIRECTIONS) {
    const view = { person: centre.person, type: 'mentors', direction };
    const listed = neighboursOf(house, view);
    const from = listed[Math.floor(listed.length / 2)]?.since as string;
    // The range first: where it is a filter, its message tells of items that were read and not returned.
    for (const each of [{ ...view, from }, view]) {
      const { trace, error, result } = await rig.run('listTies', each);
      expect(error?.message ?? 'no error', `what listTies threw for ${aloud(each)}`).toBe('no error');
      expect(daysInOrder(result), aloud(each)).toEqual(neighboursOf(house, each));
      expect(trace).toBeOneQuery();
      expect(trace).toNeverFilter();
      expect(trace).toReadAtMostItems(neighboursOf(house, each).length);
    }
  }
});

check('seen-at-once', async ({ random, open }) => {
  const rig = await open();
  const { colleagues, ties: all } = drawStar(random, 2);
  const [fresh, old] = all as [Tie, Tie];
  await enter(rig, { colleagues, ties: [old] });
  const both = (tie: Tie) => [
    { person: tie.person, type: tie.type, direction: 'out' as const },
    { person: tie.other, type: tie.type, direction: 'in' as const },
  ];
  await lag(rig, {
    async work(client) {
      await client.call('addTie', fresh);
      const grown = { colleagues, ties: all };
      for (const view of both(fresh))
        await expectNeighbours(client, grown, { view, moment: ', right after addTie' });
      await client.call('removeTie', tieOf(old));
      const shrunk = { colleagues, ties: [fresh] };
      for (const view of both(old))
        await expectNeighbours(client, shrunk, { view, moment: ', right after removeTie' });
    },
    runs: 6,
    chapter: 'many-to-many',
  });
});

/** Who should be reached by exactly two steps. */
function secondOf(house: House, view: View): Colleague[] {
  const near = neighboursOf(house, view).map(({ person }) => person);
  const far = near.flatMap((person) => neighboursOf(house, { ...view, person }));
  const reached = new Map(far.map(({ person, name }) => [person, { person, name }]));
  for (const known of [view.person, ...near]) reached.delete(known);
  return [...reached.values()].sort((a, b) => compare(a.person, b.person));
}

const byId = (result: unknown): unknown =>
  Array.isArray(result) ? [...(result as Colleague[])].sort((a, b) => compare(a.person, b.person)) : result;

const twoSteps = ({ person, type, direction }: View) =>
  `who is two steps from ${person} by "${type}", direction ${direction}`;

/** Runs a list that is measured, and compares it unless it threw: only what is right may be called cheap. */
async function runTies(client: Client, house: House, view: View): Promise<Run<unknown>> {
  const run = await client.run('listTies', view);
  if (run.error === undefined)
    expect(daysInOrder(run.result), aloud(view)).toEqual(neighboursOf(house, view));
  return run;
}

async function runSecond(client: Client, house: House, view: View): Promise<Run<unknown>> {
  const run = await client.run('listSecond', view);
  if (run.error === undefined) expect(byId(run.result), twoSteps(view)).toEqual(secondOf(house, view));
  return run;
}

check('graph-growth', async ({ random, open }) => {
  const rig = await open();
  const star = drawStar(random, 6);
  const { person } = star.centre;
  const [left, right] = [drawColleague(random), drawColleague(random)];
  const colleagues = [...star.colleagues, left, right];
  await enter(rig, { colleagues, ties: star.ties });
  const free = drawTie(random, left.person, right.person);
  const alone = await rig.run('addTie', free);
  expect(alone.error?.message ?? 'no error', 'what addTie threw').toBe('no error');
  expect(alone.trace).toTakeAtMostRequests(3);
  // A tie between two who have many already costs what one between two newcomers does.
  const near = star.ties[1]?.person as string;
  const back = drawTie(random, person, near);
  const crowded = await rig.run('addTie', back);
  expect(crowded.error?.message ?? 'no error', 'what addTie threw').toBe('no error');
  expect(crowded.trace).toCostNoMoreThan(alone.trace);

  // Somebody two steps away.
  const far = drawTie(random, left.person, near);
  await rig.call('addTie', far);
  const house = { colleagues, ties: [...star.ties, free, back, far] };
  await expectGraph(rig, house, ['mentors'], ' after addTie');

  const view = { person, type: 'mentors', direction: 'in' } as const;
  await growth(rig, {
    patterns: {
      'the neighbours of a person': (client) => runTies(client, house, view),
      'two steps': (client) => runSecond(client, house, view),
      'the end of a tie': (client) => client.run('removeTie', tieOf(free)),
    },
    async unrelated(client, chance) {
      const [from, to] = [chance.id('p'), chance.id('p')];
      await client.call('addPerson', { person: from, name: chance.name() });
      await client.call('addPerson', { person: to, name: chance.name() });
      return client.call('addTie', drawTie(chance, from, to));
    },
    sizes: [100, 1000, 10_000],
    chapter: 'many-to-many',
  });
  // What was measured happened to copies. The same call is made here, to see what it does.
  await rig.call('removeTie', tieOf(free));
  const ended = { colleagues, ties: [...star.ties, back, far] };
  await expectGraph(rig, ended, ['mentors'], ' after removeTie');
});

check('steps-right', async ({ random, open }) => {
  const rig = await open();
  const { colleagues, ties: drawn } = drawOperaHouse(random, 12);
  // A ring of mentors with a short cut: two ways to one person, a way back, and a neighbour who is also two steps away.
  const [a, b, c, d] = colleagues.map(({ person }) => person) as [string, string, string, string];
  const ring: [string, string][] = [
    [a, b],
    [a, c],
    [b, c],
    [b, d],
    [c, d],
    [d, a],
    [b, a],
  ];
  const mentors = ring.map(([person, other]) => drawTie(random, person, other));
  const house = { colleagues, ties: [...drawn.filter(({ type }) => type !== 'mentors'), ...mentors] };
  await enter(rig, house);

  for (const type of ['mentors', 'manages']) {
    for (const person of [a, b, c, d, colleagues.at(-1)?.person as string]) {
      for (const direction of DIRECTIONS) {
        const view = { person, type, direction };
        expect(byId(await rig.call('listSecond', view)), twoSteps(view)).toEqual(secondOf(house, view));
      }
    }
  }
});

check('steps-bound', async ({ random, open }) => {
  const rig = await open();
  const { centre, colleagues, ties: all } = drawStar(random, 10);
  // Each neighbour has three of their own, and ties of another type that are nobody's business here.
  const near = all.filter(({ person }) => person === centre.person).map(({ other }) => other);
  const far = Array.from({ length: 6 }, () => drawColleague(random));
  const steps = near.flatMap((person) =>
    random
      .sample(far, 3)
      .flatMap(({ person: other }) => [
        drawTie(random, person, other),
        drawTie(random, person, other, 'covers'),
      ]),
  );
  const house = { colleagues: [...colleagues, ...far], ties: [...all, ...steps] };
  await enter(rig, house);
  const onTheWay = near.length + near.length * 3;

  await cost(rig, {
    [`two steps over ${near.length} neighbours`]: {
      async call(client) {
        const view = { person: centre.person, type: 'mentors', direction: 'out' } as const;
        const run = await runSecond(client, house, view);
        expect(run.error?.message ?? 'no error', 'what listSecond threw').toBe('no error');
        expect(run.trace).toNeverScan();
        expect(run.trace).toReadAtMostItems(onTheWay);
        return run;
      },
      budget: () => ({ requests: 1 + near.length }),
    },
  });
});

check('removal-clean', async ({ random, open }) => {
  const rig = await open();
  const { types, ...house } = drawConfusing(random);
  const removed = house.colleagues.reduce((a, b) => (a.person.length <= b.person.length ? a : b));
  const concerns = ({ person, other }: Tie) => person === removed.person || other === removed.person;
  const rest = {
    colleagues: house.colleagues.filter((one) => one !== removed),
    ties: house.ties.filter((tie) => !concerns(tie)),
  };
  await enter(rig, rest);
  const before = (await rig.stored()).length;
  await enter(rig, { colleagues: [removed], ties: house.ties.filter(concerns) });

  const input = { person: removed.person };
  await rig.call('removePerson', input);

  const everybody = { colleagues: house.colleagues, ties: rest.ties };
  await expectGraph(rig, everybody, types, ` after ${removed.person} was removed`);
  expect(await rig.call('getPerson', input), 'a removed person').toBeNull();
  expect((await rig.stored()).length - before, 'items left behind by a person who was removed').toBe(0);
  for (const colleague of rest.colleagues) {
    const found = await rig.call('getPerson', { person: colleague.person });
    expect(found, 'somebody else, after the removal').toEqual(colleague);
  }
  await expectRefusal(rig, {
    name: 'removePerson',
    input,
    error: 'NoSuchPerson',
    because: 'for a person who is gone',
  });
});

interface Removal {
  /** Who was removed. */
  readonly centre: Colleague;
  readonly colleagues: readonly Colleague[];
}

/** The person shows their ties: who shows none at all would show none after a removal either. */
async function expectTied(rig: Rig, { centre, ...house }: House & { centre: Colleague }): Promise<void> {
  for (const direction of DIRECTIONS)
    await expectNeighbours(rig, house, { view: { person: centre.person, type: 'mentors', direction } });
}

/** Nobody shows the removed person any more, and they show nobody; the others are still there. */
async function expectRemoved(rig: Rig, { centre, colleagues }: Removal): Promise<void> {
  expect(await rig.call('getPerson', { person: centre.person }), 'a removed person').toBeNull();
  const others = colleagues.filter((one) => one !== centre);
  const [other] = others as [Colleague];
  const found = await rig.call('getPerson', { person: other.person });
  expect(found, 'somebody else, after the removal').toEqual(other);
  const [out, into] = await ties(rig, [centre, ...others], 'mentors');
  const left = [...new Set([...out, ...into])].filter((line) => line.split(' ').includes(centre.person));
  expect(inWords(left), `ties that are left of ${centre.person}, who was removed`).toBe('none');
}

/** More than fit into one transaction. */
const TIES_OF_CONDUCTOR = 55;

check('removal-large', async ({ random, open }) => {
  const rig = await open();
  const { centre, colleagues, ties: all } = drawStar(random, TIES_OF_CONDUCTOR);
  await enter(rig, { colleagues: colleagues.slice(1), ties: [] });
  const before = (await rig.stored()).length;
  await enter(rig, { colleagues: [centre], ties: all });
  await expectTied(rig, { centre, colleagues, ties: all });
  await faults(rig, {
    work: (client) => client.call('removePerson', { person: centre.person }),
    async afterwards(after) {
      const what = `items left behind by a person with ${all.length} ties, who was removed`;
      expect((await after.stored()).length - before, what).toBe(0);
      await expectRemoved(after, { centre, colleagues: colleagues.slice(0, 4) });
    },
    kinds: ['throttle', 'unprocessed'],
    chapter: 'many-to-many',
  });
});

check('removal-resumed', async ({ random, open }) => {
  const rig = await open();
  const { centre, colleagues, ties: all } = drawStar(random, 4);
  await enter(rig, { colleagues: colleagues.slice(1), ties: [] });
  const before = (await rig.stored()).length;
  await enter(rig, { colleagues: [centre], ties: all });
  await expectTied(rig, { centre, colleagues, ties: all });
  await crashes(rig, {
    work: (client) => client.run('removePerson', { person: centre.person }),
    async afterwards(after, run) {
      expect(['no error', 'NoSuchPerson'], 'the error of the call after the crash').toContain(endOf(run));
      await expectRemoved(after, { centre, colleagues });
      const what = 'items left behind by the person after the call that finishes the removal';
      expect((await after.stored()).length - before, what).toBe(0);
    },
    invariant: (at) => expectNoHalf(at, colleagues),
    chapter: 'many-to-many',
  });
});

check('removal-race', async ({ random, open }) => {
  const rig = await open();
  const { centre, colleagues, ties: all } = drawStar(random, 2);
  const late = drawColleague(random);
  const everybody = [...colleagues, late];
  await enter(rig, { colleagues: everybody, ties: all });
  await expectTied(rig, { centre, colleagues, ties: all });
  const tie = random.pick([
    drawTie(random, late.person, centre.person),
    drawTie(random, centre.person, late.person),
  ]);
  await races(rig, {
    clients: {
      'who removes the person': (client) => client.run('removePerson', { person: centre.person }),
      'who enters a tie': (client) => client.run('addTie', tie),
    },
    async afterwards(after, [removal, added]) {
      expect(endOf(removal), 'the error of removePerson').toBe('no error');
      expect(['no error', 'NoSuchPerson'], 'the error of addTie').toContain(endOf(added));
      await expectRemoved(after, { centre, colleagues: everybody });
    },
    invariant: (at) => expectNoHalf(at, everybody),
    budget: 200,
    chapter: 'many-to-many',
  });
});

check('closed-after-crash', async ({ random, open }) => {
  const rig = await open();
  const { centre, colleagues, ties: all } = drawStar(random, 2);
  const late = drawColleague(random);
  const everybody = [...colleagues, late];
  await enter(rig, { colleagues: everybody, ties: all });
  await expectTied(rig, { centre, colleagues, ties: all });
  const tie = drawTie(random, late.person, centre.person);
  await crashes(rig, {
    work: async (client) => [endOf(await client.run('removePerson', { person: centre.person }))],
    async rerun(client) {
      const added = await client.run('addTie', tie);
      const removal = await client.run('removePerson', { person: centre.person });
      return [endOf(added), endOf(removal)];
    },
    async afterwards(after, ends) {
      const allowed = ['no error', 'NoSuchPerson'];
      for (const end of ends as string[])
        expect(allowed, 'the error of addTie or removePerson after the crash').toContain(end);
      await expectRemoved(after, { centre, colleagues: everybody });
    },
    chapter: 'many-to-many',
  });
});
