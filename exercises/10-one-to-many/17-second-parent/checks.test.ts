import { drawReport, type Report } from '@keysmith/domains';
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

interface Ticket extends Report {
  ticket: string;
  opened: number;
}

type Entry = Omit<Ticket, 'text'>;

type Caller = Pick<Client, 'call'>;

/** More than any list of a check holds. */
const ALL = 30;

/** Opens a ticket and gives it as it should be read back. */
async function openOne(client: Caller, rig: Rig, report: Report): Promise<Ticket> {
  const opened = rig.clock.now();
  const result = await client.call('openTicket', report);
  expect(result, 'the result of openTicket').toEqual({ ticket: expect.any(String) });
  return { ...report, ...(result as { ticket: string }), opened };
}

/** Opens tickets, now and then two in the same millisecond. */
async function openAll(client: Caller, rig: Rig, reports: readonly Report[]): Promise<Ticket[]> {
  const tickets: Ticket[] = [];
  for (const [at, report] of reports.entries()) {
    rig.clock.advance(at % 3 === 0 ? 0 : 60_000);
    tickets.push(await openOne(client, rig, report));
  }
  return tickets;
}

function entryOf({ text: _text, ...entry }: Ticket): Entry {
  return entry;
}

const newestFirst = (a: Entry, b: Entry) => (a.ticket < b.ticket ? 1 : -1);

const userList = (tickets: readonly Ticket[], user: string, count = ALL): Entry[] =>
  tickets
    .filter((ticket) => ticket.user === user)
    .map(entryOf)
    .sort(newestFirst)
    .slice(0, count);

const orgList = (tickets: readonly Ticket[], org: string, count = ALL): Entry[] =>
  tickets
    .filter((ticket) => ticket.org === org)
    .map(entryOf)
    .sort((a, b) => b.urgency - a.urgency || newestFirst(a, b))
    .slice(0, count);

/** Compares the lists of all these users with the tickets as they should be. */
async function expectUsers(client: Caller, tickets: readonly Ticket[], users: readonly string[], story = '') {
  for (const user of users) {
    const list = await client.call('ticketsOfUser', { user, count: ALL });
    expect(list, `the tickets of the user ${user}${story}`).toEqual(userList(tickets, user));
  }
}

async function expectOrgs(client: Caller, tickets: readonly Ticket[], orgs: readonly string[], story = '') {
  for (const org of orgs) {
    const list = await client.call('ticketsOfOrg', { org, count: ALL });
    expect(list, `the tickets of the organisation ${org}${story}`).toEqual(orgList(tickets, org));
  }
}

/** Demands the right list of a run that is measured. What it threw is for the instrument to tell. */
function withList(run: Run<unknown>, expected: Entry[], what: string): Run<unknown> {
  if (run.error === undefined) expect(run.result, what).toEqual(expected);
  return run;
}

const KB = 1024;

/** What the brief says that a ticket weighs, in KB begun. */
const kbOf = ({ subject, text }: Report) => Math.ceil((subject.length + text.length + 300) / KB);

/** A text that makes a ticket weigh three KB. */
const LONG = 2500;

interface Desk {
  readonly tickets: Map<string, Report & { ticket: string }>;
}

const NOT_FOUND = { error: 'TicketNotFound' };
const USERS = ['n', 'n#', 'm'];
const ORGS = ['n', 'n#'];

/** A ticket that is there, mostly asked of the user who has it. */
function anyTicket(random: Random, { tickets }: Desk) {
  const one = tickets.size === 0 ? undefined : random.pick([...tickets.values()]);
  if (one === undefined) return undefined;
  return { ticket: one.ticket, user: random.int(1, 4) > 1 ? one.user : random.pick(USERS) };
}

interface Named {
  ticket: string;
  user: string;
}

/** The ticket, if it is the user's. */
function found({ tickets }: Desk, { ticket, user }: Named) {
  const one = tickets.get(ticket);
  return one?.user === user ? one : undefined;
}

const READING: Record<string, Operation<Desk>> = {
  openTicket: {
    input: (random) => drawReport(random, { user: random.pick(USERS), org: random.pick(ORGS) }),
    apply({ tickets }, input: Report, actual) {
      const id = String((actual as { ticket?: unknown } | null)?.ticket);
      tickets.set(id, { ...input, ticket: id });
      return { result: { ticket: id } };
    },
    weight: 3,
  },
  getTicket: {
    input: anyTicket,
    apply(desk, input: Named) {
      const one = found(desk, input);
      return { result: one === undefined ? null : { ...one, opened: 0 } };
    },
  },
  ticketsOfUser: {
    input: (random) => ({ user: random.pick(USERS), count: random.int(1, 4) }),
    apply: ({ tickets }, { user, count }: { user: string; count: number }) => ({
      result: userList(withTime(tickets), user, count),
    }),
  },
};

const withTime = (tickets: Desk['tickets']): Ticket[] =>
  [...tickets.values()].map((ticket) => ({ ...ticket, opened: 0 }));

const CHANGES: Record<string, Operation<Desk>> = {
  ticketsOfOrg: {
    input: (random) => ({ org: random.pick(ORGS), count: random.int(1, 4) }),
    apply: ({ tickets }, { org, count }: { org: string; count: number }) => ({
      result: orgList(withTime(tickets), org, count),
    }),
    weight: 2,
  },
  setUrgency: {
    input(random, desk) {
      const one = anyTicket(random, desk);
      return one && { ...one, urgency: random.int(1, 10) };
    },
    apply(desk, { urgency, ...named }: Named & { urgency: number }) {
      const one = found(desk, named);
      if (one === undefined) return NOT_FOUND;
      one.urgency = urgency;
      return { result: undefined };
    },
  },
  moveToOrg: {
    input(random, desk) {
      const one = anyTicket(random, desk);
      return one && { ...one, org: random.pick(ORGS) };
    },
    apply(desk, { org, ...named }: Named & { org: string }) {
      const one = found(desk, named);
      if (one === undefined) return NOT_FOUND;
      one.org = org;
      return { result: undefined };
    },
  },
  handOver: {
    input(random, desk) {
      const one = anyTicket(random, desk);
      return one && { ...one, to: random.pick(USERS.filter((user) => user !== one.user)) };
    },
    apply(desk, { to, ...named }: Named & { to: string }) {
      const one = found(desk, named);
      if (one === undefined)
        return found(desk, { ...named, user: to }) === undefined ? NOT_FOUND : { result: undefined };
      one.user = to;
      return { result: undefined };
    },
    weight: 2,
  },
};

/** A result without its times, which a model cannot know. */
function timeless(result: unknown): unknown {
  if (Array.isArray(result)) return result.map(timeless);
  if (result === null || typeof result !== 'object' || !('opened' in result)) return result;
  return { ...result, opened: 0 };
}

check('ticket-right', async ({ open }) => {
  await oracle<Desk>(await open(), {
    model: () => ({ tickets: new Map() }),
    operations: READING,
    form: timeless,
    runs: 12,
    steps: 14,
    chapter: 'one-to-many',
  });
});

check('open-cost', async ({ random, open }) => {
  const rig = await open();
  const report = drawReport(random, { length: LONG });
  await openAll(rig, rig, [drawReport(random, { user: report.user, org: report.org, length: LONG })]);

  await cost(rig, {
    [`open a ticket of ${kbOf(report)} KB`]: {
      call: (client) => client.run('openTicket', report),
      budget: () => ({ requests: 2, readUnits: 0, writeUnits: kbOf(report) + 2 }),
    },
  });
  // Nothing is cheaper than a call that does nothing.
  const one = await openOne(rig, rig, report);
  const read = await rig.call('getTicket', { user: report.user, ticket: one.ticket });
  expect(read, 'the ticket that was opened').toEqual(one);
});

/** Tickets of one user and one organisation, among others of both. */
function drawCrowd(random: Random, size: { count: number; length?: number }) {
  const [user, org] = [random.id('u'), random.id('o')];
  const length = size.length === undefined ? {} : { length: size.length };
  const own = Array.from({ length: size.count }, () => drawReport(random, { user, org, ...length }));
  const others = Array.from({ length: 4 }, () => [
    drawReport(random, { user, ...length }),
    drawReport(random, { org, ...length }),
  ]).flat();
  return { user, org, reports: random.shuffle([...own, ...others]) };
}

check('user-list-right', async ({ random, open }) => {
  const rig = await open();
  await awkwardly(rig, {
    values: 'ids',
    async work(client, users, copy) {
      const chance = random.fork('users');
      const org = chance.pick(users);
      const reports = users.flatMap((user) => [0, 1].map(() => drawReport(chance, { user, org })));
      const tickets = await openAll(client, copy, chance.shuffle(reports));
      await expectUsers(client, tickets, users);
    },
    chapter: 'one-to-many',
  });
  const nobody = await rig.call('ticketsOfUser', { user: random.id('none'), count: 3 });
  expect(nobody, 'the tickets of a user who has none').toEqual([]);
});

check('user-list-one-query', async ({ random, open }) => {
  const rig = await open();
  const count = random.int(4, 6);
  const { user, reports } = drawCrowd(random, { count: 8, length: LONG });
  const tickets = await openAll(rig, rig, reports);

  const { result, trace } = await rig.run('ticketsOfUser', { user, count });

  expect(result, `the ${count} newest of a user's tickets`).toEqual(userList(tickets, user, count));
  expect(trace).toBeOneQuery();
  expect(trace).toNeverFilter();
  expect(trace).toReadAtMostItems(count);
  expect(trace).toConsumeAtMostReadUnits(count);
});

check('user-list-growth', async ({ random, open }) => {
  const rig = await open();
  const { user, org, reports } = drawCrowd(random, { count: 6 });
  const tickets = await openAll(rig, rig, reports);

  await growth(rig, {
    patterns: {
      "a user's four newest tickets": async (client) => {
        const run = await client.run('ticketsOfUser', { user, count: 4 });
        const what = "the four newest of a user's tickets among more and more of others";
        return withList(run, userList(tickets, user, 4), what);
      },
    },
    unrelated: (client, chance) =>
      client.call('openTicket', drawReport(chance, { user: chance.id('u'), org, length: 60 })),
    sizes: [100, 1000, 10_000],
    chapter: 'one-to-many',
  });
});

check('own-at-once', async ({ random, open }) => {
  const rig = await open();
  const { user, org, reports } = drawCrowd(random, { count: 2 });
  const tickets = await openAll(rig, rig, reports);
  await lag(rig, {
    async work(client, copy) {
      const report = drawReport(random.fork('new'), { user, org });
      const one = await openOne(client, copy, report);
      await expectUsers(client, [...tickets, one], [user], ', who has just opened one');
      const read = await client.call('getTicket', { user, ticket: one.ticket });
      expect(read, 'the ticket that was opened just now').toEqual(one);
    },
  });
});

check('org-list-right', async ({ random, open }) => {
  const rig = await open();
  const { org, reports } = drawCrowd(random, { count: 4 });
  const urgent = random
    .shuffle([10, 9, 9, 2, 1, 10])
    .map((urgency) => ({ ...drawReport(random, { org }), urgency }));
  const tickets = await openAll(rig, rig, random.shuffle([...reports, ...urgent]));
  await expectOrgs(rig, tickets, [org], ', some of urgency 9 and some of 10');
  const count = random.int(3, 5);
  const few = await rig.call('ticketsOfOrg', { org, count });
  expect(few, `the ${count} most urgent of an organisation's tickets`).toEqual(orgList(tickets, org, count));

  await awkwardly(rig, {
    values: 'ids',
    async work(client, orgs, copy) {
      const chance = random.fork('orgs');
      const user = chance.pick(orgs);
      const drawn = orgs.flatMap((each) => [0, 1].map(() => drawReport(chance, { user, org: each })));
      await expectOrgs(client, await openAll(client, copy, chance.shuffle(drawn)), orgs);
    },
    chapter: 'one-to-many',
  });
});

check('org-list-one-query', async ({ random, open }) => {
  const rig = await open();
  const count = random.int(4, 8);
  const { org, reports } = drawCrowd(random, { count: 8 });
  const tickets = await openAll(rig, rig, reports);

  const { result, trace } = await rig.run('ticketsOfOrg', { org, count });

  const what = `the ${count} most urgent of an organisation's tickets`;
  expect(result, what).toEqual(orgList(tickets, org, count));
  expect(trace).toBeOneQuery();
  expect(trace).toNeverFilter();
  expect(trace).toReadAtMostItems(count);
});

check('org-list-cost', async ({ random, open }) => {
  const rig = await open();
  const { org, reports } = drawCrowd(random, { count: 21, length: LONG });
  const tickets = await openAll(rig, rig, reports);
  const board = (count: number) => ({
    async call(client: Client) {
      const run = await client.run('ticketsOfOrg', { org, count });
      const what = `the ${count} most urgent of an organisation's tickets`;
      return withList(run, orgList(tickets, org, count), what);
    },
    budget: () => ({ requests: 1, readUnits: 0.5 * Math.ceil(count / 10) }),
  });
  await cost(rig, { 'the five most urgent tickets': board(5), 'the twenty most urgent tickets': board(20) });
});

check('org-list-growth', async ({ random, open }) => {
  const rig = await open();
  const { user, org, reports } = drawCrowd(random, { count: 6 });
  const tickets = await openAll(
    rig,
    rig,
    reports.map((report) => ({ ...report, urgency: 10 })),
  );
  const patterns = {
    "an organisation's five most urgent tickets": async (client: Client) => {
      const run = await client.run('ticketsOfOrg', { org, count: 5 });
      const what = "the five most urgent of an organisation's tickets among more and more";
      return withList(run, orgList(tickets, org, 5), what);
    },
  };
  await growth(rig, {
    patterns,
    unrelated: (client, chance) =>
      client.call('openTicket', drawReport(chance, { user, org: chance.id('o'), length: 60 })),
    sizes: [100, 1000, 10_000],
    chapter: 'one-to-many',
  });
  await growth(rig, {
    patterns,
    unrelated: (client, chance) =>
      client.call('openTicket', {
        ...drawReport(chance, { org, user: chance.id('u'), length: 60 }),
        urgency: 1,
      }),
    sizes: [100, 1000, 10_000],
    chapter: 'one-to-many',
  });
});

/** Longer than an index is behind. */
const UNTIL_UP_TO_DATE_MS = 2000;

check('changes-at-once', async ({ random, open }) => {
  const rig = await open();
  const { user, org, reports } = drawCrowd(random, { count: 2 });
  const tickets = await openAll(rig, rig, reports);
  const one = tickets.find((ticket) => ticket.user === user && ticket.org === org) as Ticket;
  const rest = tickets.filter((ticket) => ticket !== one);
  const [to, next] = [random.id('u'), random.id('o')];
  const urgency = (one.urgency % 10) + 1;
  await lag(rig, {
    async work(client, copy) {
      const named = { user, ticket: one.ticket };
      await client.call('setUrgency', { ...named, urgency });
      await client.call('moveToOrg', { ...named, org: next });
      const changed = { ...one, urgency, org: next };
      const story = ' right after a change';
      expect(await client.call('getTicket', named), `the ticket${story}`).toEqual(changed);
      await expectUsers(client, [...rest, changed], [user], story);
      await client.call('handOver', { ...named, to });
      const handed = { ...changed, user: to };
      await expectUsers(client, [...rest, handed], [user, to], ' right after a ticket was handed over');
      copy.clock.advance(UNTIL_UP_TO_DATE_MS);
      await expectOrgs(client, [...rest, handed], [org, next], ' two seconds after the last change');
    },
  });
});

check('changes-right', async ({ random, open }) => {
  const rig = await open();
  const org = random.id('o');
  const reports = random.shuffle([2, 5, 7]).map((urgency) => ({ ...drawReport(random, { org }), urgency }));
  const filled = await rig.fork();
  const tickets = await openAll(filled, filled, reports);
  const [least, ...others] = [...tickets].sort((a, b) => a.urgency - b.urgency) as [Ticket, Ticket, Ticket];
  await filled.call('setUrgency', { user: least.user, ticket: least.ticket, urgency: 9 });
  await expectOrgs(
    filled,
    [{ ...least, urgency: 9 }, ...others],
    [org],
    ', one of which was set from 2 to 9',
  );
  const before = await filled.stored();
  const stranger = { user: others[0].user, ticket: least.ticket };
  const { error } = await filled.run('setUrgency', { ...stranger, urgency: 1 });
  const what = 'the error of setUrgency for a ticket that another user has';
  expect(error?.name ?? 'no error', what).toBe('TicketNotFound');
  expect(await filled.stored(), 'what is stored after setUrgency threw TicketNotFound').toEqual(before);

  await oracle<Desk>(rig, {
    model: () => ({ tickets: new Map() }),
    operations: { ...READING, ...CHANGES },
    form: timeless,
    runs: 16,
    steps: 16,
    chapter: 'one-to-many',
  });
});

check('changes-cost', async ({ random, open }) => {
  const rig = await open();
  const { user, org, reports } = drawCrowd(random, { count: 3, length: LONG });
  const tickets = await openAll(rig, rig, reports);
  const one = tickets.find((each) => each.user === user && each.org === org) as Ticket;
  const { ticket, ...report } = one;
  const named = { user, ticket };
  const [urgency, next, to] = [(report.urgency % 10) + 1, random.id('o'), random.id('u')];
  const kb = kbOf(report);
  const change = { requests: 2, writeUnits: kb + 2 };
  await cost(rig, {
    [`another urgency for a ticket of ${kb} KB`]: {
      call: (client) => client.run('setUrgency', { ...named, urgency }),
      budget: () => change,
    },
    'to another organisation': {
      call: (client) => client.run('moveToOrg', { ...named, org: next }),
      budget: () => change,
    },
    'to another user': {
      call: (client) => client.run('handOver', { ...named, to }),
      budget: () => ({ requests: 4, writeUnits: 4 * kb + 2 }),
    },
  });
  // Nothing is cheaper than a call that does nothing.
  await rig.call('setUrgency', { ...named, urgency });
  await rig.call('moveToOrg', { ...named, org: next });
  await rig.call('handOver', { ...named, to });
  const changed = { ...one, urgency, org: next, user: to };
  const all = tickets.map((each) => (each === one ? changed : each));
  const story = ' after another urgency, a move and a handover';
  await expectUsers(rig, all, [user, to], story);
  await expectOrgs(rig, all, [org, next], story);
  const read = await rig.call('getTicket', { user: to, ticket });
  expect(read, `the ticket${story}`).toEqual(changed);
});

interface HandOver {
  readonly rig: Rig;
  readonly one: Ticket;
  readonly input: { user: string; ticket: string; to: string };
}

/** A ticket, and the user whom it is to be handed to, with a ticket of their own. */
async function openHandOver(open: () => Promise<Rig>, random: Random): Promise<HandOver> {
  const rig = await open();
  const [one] = (await openAll(rig, rig, [drawReport(random)])) as [Ticket];
  return { rig, one, input: { user: one.user, ticket: one.ticket, to: random.id('u') } };
}

async function expectHandedOver(client: Caller, { one, input }: Omit<HandOver, 'rig'>, story: string) {
  const handed = { ...one, user: input.to };
  await expectUsers(client, [handed], [input.user, input.to], ` ${story}`);
  await expectOrgs(client, [handed], [one.org], ` ${story}`);
  const read = await client.call('getTicket', { user: input.to, ticket: one.ticket });
  expect(read, `the ticket ${story}`).toEqual(handed);
}

check('handover-stopped', async ({ random, open }) => {
  const { rig, ...what } = await openHandOver(open, random);
  await crashes(rig, {
    work: (client) => client.call('handOver', what.input),
    afterwards: (after) =>
      expectHandedOver(after, what, 'after it was handed over, stopped, and handed over again'),
  });
});

check('never-twice', async ({ random, open }) => {
  const { rig, one, input } = await openHandOver(open, random);
  await crashes(rig, {
    work: (client) => client.call('handOver', input),
    rerun: false,
    async afterwards(stopped) {
      const lists = new Map<string, Entry[]>();
      for (const user of [input.user, input.to])
        lists.set(user, await stopped.call<Entry[]>('ticketsOfUser', { user, count: ALL }));
      const owners = [...lists].filter(([, list]) => list.some(({ ticket }) => ticket === one.ticket));
      expect(
        owners.map(([user]) => user),
        'the users who have the ticket in the middle of a handover',
      ).toHaveLength(1);
      const org = await stopped.call<Entry[]>('ticketsOfOrg', { org: one.org, count: ALL });
      expect(
        org.map(({ ticket }) => ticket),
        "the organisation's list in the middle of a handover",
      ).toEqual([one.ticket]);
    },
  });
});

/** What a call threw, or "no error". */
const endOf = (run: unknown): string => (run as Run<unknown>).error?.name ?? 'no error';

check('handover-race', async ({ random, open }) => {
  const { rig, one, input } = await openHandOver(open, random);
  const urgency = (one.urgency % 10) + 1;
  const org = random.id('o');
  const named = { user: one.user, ticket: one.ticket };
  await races(rig, {
    clients: {
      'who hands the ticket over': (client) => client.run('handOver', input),
      'the office': async (client) => [
        await client.run('setUrgency', { ...named, urgency }),
        await client.run('moveToOrg', { ...named, org }),
      ],
    },
    async afterwards(after, [handing, office]) {
      expect(endOf(handing), 'the error of handOver').toBe('no error');
      const [raised, sent] = (office as unknown[]).map(endOf);
      for (const end of [raised, sent])
        expect(['no error', 'TicketNotFound'], 'the error of a change during the handover').toContain(end);
      const changed = {
        ...one,
        ...(raised === 'no error' ? { urgency } : {}),
        ...(sent === 'no error' ? { org } : {}),
      };
      const told = (end = '') => (end === 'no error' ? 'succeeded' : `threw ${end}`);
      const story = `after a handover, during which setUrgency ${told(raised)} and moveToOrg ${told(sent)}`;
      await expectHandedOver(after, { one: changed, input }, story);
      await expectOrgs(after, [{ ...changed, user: input.to }], [one.org, org], ` ${story}`);
    },
  });
});

check('handovers-meet', async ({ random, open }) => {
  const { rig, one, input } = await openHandOver(open, random);
  const other = { ...input, to: random.id('u') };
  await races(rig, {
    clients: {
      'one caller': (client) => client.run('handOver', input),
      'another caller': (client) => client.run('handOver', other),
    },
    async afterwards(after, ends) {
      const what = 'what two callers got who handed one ticket to two users';
      expect(ends.map(endOf).sort(), what).toEqual(['TicketNotFound', 'no error']);
      const winner = endOf(ends[0]) === 'no error' ? input : other;
      const handed = { ...one, user: winner.to };
      await expectUsers(after, [handed], [one.user, input.to, other.to], ' after two handed one ticket over');
      await expectOrgs(after, [handed], [one.org], ' after two handed one ticket over');
    },
  });
});

check('handover-disturbed', async ({ random, open }) => {
  const { rig, ...what } = await openHandOver(open, random);
  await faults(rig, {
    work: (client) => client.call('handOver', what.input),
    afterwards: (after) => expectHandedOver(after, what, 'after a handover that was disturbed'),
    kinds: ['throttle', 'lost-reply'],
  });
});
