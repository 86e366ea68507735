import {
  check,
  cost,
  crashes,
  expect,
  faults,
  races,
  type Client,
  type Item,
  type Random,
  type Rig,
  type Run,
  type RunOptions,
} from '@keysmith/instruments';

interface User {
  user: string;
  name: string;
  mail: string;
  org: string | null;
}

/** What the application may do to a user. `leave` and `join` are moves out of and into an organisation. */
type Edit = 'rename' | 'mail' | 'move' | 'leave' | 'join' | 'delete';

const ALL = 1000;

/** A user in one of the organisations or in none, whose name is spelt in any case, and its id like a key. */
function drawUser(random: Random, orgs: readonly (string | null)[]): User {
  const id = random.id('u');
  const name = random.name();
  return {
    user: random.pick([`${id}z`, `${id}#z`, `${id}/ü`]),
    name: random.pick([name, name.toLowerCase(), name.toUpperCase()]),
    mail: drawMail(random),
    org: random.pick(orgs),
  };
}

const drawMail = (random: Random) => `${random.name().toLowerCase()}@${random.id()}.example`;

const drawOrg = (random: Random) => random.pick([random.id('o'), `${random.id('o')}#${random.name()}`]);

/** The members that an organisation should show, in order. */
function listed(users: readonly User[], org: string | null, count: number = ALL) {
  const key = ({ name, user }: User) => [name.toLowerCase(), user] as const;
  return users
    .filter((user) => user.org === org)
    .sort((a, b) => compare(key(a)[0], key(b)[0]) || compare(key(a)[1], key(b)[1]))
    .slice(0, count)
    .map(({ user, name }) => ({ user, name }));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** A user's item as the application has always written it. */
function oldItem(rig: Rig, { user, name, mail, org }: User): Item {
  const belongs = org === null ? {} : { org: { id: org, since: rig.clock.now() } };
  return { pk: `USER#${user}`, sk: 'PROFILE', type: 'user', user, name, mail, ...belongs };
}

interface World {
  rig: Rig;
  orgs: string[];
  /** As they should be. Checks change them together with the table. */
  users: User[];
  /** Sessions and organisations, which share the table. */
  others: Item[];
}

/** A table full of items in the old layout: users of three organisations and of none, sessions, organisations. */
async function openOldWorld(open: () => Promise<Rig>, random: Random, count: number): Promise<World> {
  const rig = await open();
  const orgs = [drawOrg(random), drawOrg(random), drawOrg(random)];
  // The first four users see to it that no organisation is empty, and that somebody belongs to none.
  const users = Array.from({ length: count }, (_, i) =>
    drawUser(random, i < 4 ? [[...orgs, null][i] as string | null] : [...orgs, null]),
  );
  users.push({ ...drawUser(random, orgs), name: (users[0] as User).name, org: (users[0] as User).org });
  const started = rig.clock.now();
  const others: Item[] = [
    ...orgs.map((org) => ({ pk: `ORG#${org}`, sk: 'PROFILE', type: 'organisation', name: random.name() })),
    ...random.sample(users, 4).map(({ user }) => {
      return {
        pk: `USER#${user}`,
        sk: `SESSION#${random.id()}`,
        type: 'session',
        device: random.name(),
        started,
      };
    }),
  ];
  const items = random.shuffle([...users.map((user) => oldItem(rig, user)), ...others]);
  const refusal = await rig.write('main', items).catch((error: unknown) => (error as Error).message);
  expect(refusal, 'what DynamoDB says when items of the old layout are put into your table').toBeUndefined();
  return { rig, orgs, users, others };
}

/** Runs the backfill and expects that it ends well. */
async function runBackfill(
  rig: Rig,
  pageSize: number,
  options: RunOptions = {},
): Promise<Run<{ written: number }>> {
  const run = await rig.run<{ written: number }>('backfill', { pageSize }, options);
  expect(thrownBy(run), 'what backfill threw').toBeUndefined();
  return run;
}

const thrownBy = ({ error }: Run<unknown>) => error && `${error.name}: ${error.message}`;

interface Member {
  user: string;
  name: string;
}

const aloud = ({ name, user }: Member) => `${name} (${user})`;

/** Compares every organisation's list with the users as they should be, first as a person would read it aloud. */
async function expectLists({ rig, orgs, users }: Omit<World, 'others'>, story: string) {
  for (const org of orgs) {
    const members = await rig.call<Member[]>('listMembers', { org, count: ALL });
    const what = `the members of ${org} ${story}`;
    expect(Array.isArray(members) ? members.map(aloud) : members, what).toEqual(
      listed(users, org).map(aloud),
    );
    expect(members, what).toEqual(listed(users, org));
  }
}

/** Has the application edit a user, and gives the sentence that tells it. */
async function edit({ rig, orgs, users }: World, random: Random, { user, kind }: { user: User; kind: Edit }) {
  const { user: id, name, org } = user;
  if (kind === 'delete') {
    await rig.call('deleteUser', { user: id });
    users.splice(users.indexOf(user), 1);
    return `${name} (${id}) was deleted`;
  }
  if (kind === 'rename') {
    user.name = `${random.name()} ${name}`;
    await rig.call('renameUser', { user: id, name: user.name });
    return `${name} (${id}) was renamed to ${user.name}`;
  }
  if (kind === 'mail') {
    user.mail = drawMail(random);
    await rig.call('changeMail', { user: id, mail: user.mail });
    return `${name} (${id}) got the mail address ${user.mail}`;
  }
  user.org = kind === 'leave' ? null : random.pick(orgs.filter((other) => other !== org));
  await rig.call('moveUser', { user: id, org: user.org });
  return `${name} (${id}) was moved from ${org ?? 'no organisation'} to ${user.org ?? 'none'}`;
}

const READS = ['Scan', 'Query', 'GetItem', 'BatchGetItem', 'TransactGetItems'];

/**
 * Runs the backfill beside the application: just before a request that writes a user, the next edit that is planned
 * for that user takes place. Gives for each user who was edited the sentence that tells it.
 */
async function backfillUnderFire(world: World, random: Random, plan: ReadonlyMap<User, Edit[]>) {
  const stories = new Map<User, string>();
  await runBackfill(world.rig, random.int(4, 6), {
    beforeRequest: async (_number, { operation, input }) => {
      if (READS.includes(operation)) return;
      const text = JSON.stringify(input);
      for (const [user, edits] of plan) {
        const kind = text.includes(user.user) ? edits.shift() : undefined;
        if (kind === undefined) continue;
        const story = await edit(world, random, { user, kind });
        stories.set(user, stories.has(user) ? `${stories.get(user)}, and then ${story}` : story);
      }
    },
  });
  expect([...stories.values()], 'edits between a read and a write of the backfill').not.toEqual([]);
  return stories;
}

/** Deals edits out: to each user in turn the next of those that are possible for a member, or for anybody else. */
function dealEdits(
  users: readonly User[],
  possible: { member: Edit[][]; other: Edit[][] },
): Map<User, Edit[]> {
  const dealt = { member: 0, other: 0 };
  const plan = new Map<User, Edit[]>();
  for (const user of users) {
    const who = user.org === null ? 'other' : 'member';
    const edits = possible[who][dealt[who] % possible[who].length] as Edit[];
    dealt[who] += 1;
    plan.set(user, [...edits]);
  }
  return plan;
}

check('list-right', async ({ random, open }) => {
  const rig = await open();
  const orgs = [drawOrg(random), drawOrg(random)] as const;
  const [name, other] = [random.name(), random.name()];
  // Names that begin like another, with a character after it that sorts before or after a separator.
  const beginnings = ['', ' ', '!', '#', '-', 'a', 'é'].map((next) =>
    next === '' ? name : `${name}${next}${other}`,
  );
  const names = [...beginnings, name.toLowerCase(), name.toUpperCase(), `É${name}`, other, other];
  const users: User[] = [];
  for (const drawn of random.shuffle(names)) {
    const person = { name: drawn, mail: drawMail(random), org: orgs[0] };
    users.push({ ...person, ...(await rig.call<{ user: string }>('createUser', person)) });
  }
  for (const org of [orgs[1], null]) {
    const person = { name: random.name(), mail: drawMail(random), org };
    users.push({ ...person, ...(await rig.call<{ user: string }>('createUser', person)) });
  }

  await expectLists({ rig, orgs: [...orgs, random.id('none')], users }, 'after users were created');
  const count = random.int(2, 5);
  expect(await rig.call('listMembers', { org: orgs[0], count }), `the first ${count} members`).toEqual(
    listed(users, orgs[0], count),
  );
});

/** Fills an organisation with new users, and gives them. */
async function fill(rig: Rig, random: Random, { org, count }: { org: string; count: number }) {
  const users: User[] = [];
  for (let i = 0; i < count; i += 1) {
    const person = { name: random.name(), mail: drawMail(random), org };
    users.push({ ...person, ...(await rig.call<{ user: string }>('createUser', person)) });
  }
  return users;
}

/** Lists the first members and demands that they are right; gives the requests that it took. */
async function listRightly(
  rig: Rig,
  users: readonly User[],
  { org, count }: { org: string; count: number },
): Promise<Run<Member[]>['trace']> {
  const run = await rig.run<Member[]>('listMembers', { org, count });
  expect(thrownBy(run), 'what listMembers threw').toBeUndefined();
  expect(run.result, `the first ${count} of ${users.length} members`).toEqual(listed(users, org, count));
  return run.trace;
}

check('list-one-query', async ({ random, open }) => {
  const rig = await open();
  const org = drawOrg(random);
  const users = await fill(rig, random, { org, count: 12 });
  const count = random.int(4, 8);

  const trace = await listRightly(rig, users, { org, count });

  expect(trace).toBeOneQuery();
  expect(trace).toNeverFilter();
  expect(trace).toReadAtMostItems(count);
});

check('list-growth', async ({ random, open }) => {
  const rig = await open();
  const org = drawOrg(random);
  const count = random.int(3, 5);
  const users = await fill(rig, random, { org, count: 5 });
  const before = await listRightly(rig, users, { org, count });
  users.push(...(await fill(rig, random, { org, count: 45 })));
  await fill(rig, random, { org: drawOrg(random), count: 10 });

  const after = await listRightly(rig, users, { org, count });

  expect(after).toCostNoMoreThan(before);
});

check('writers-feed-list', async ({ random, open }) => {
  const rig = await open();
  const orgs = [drawOrg(random), drawOrg(random)];
  const kinds: Edit[] = ['rename', 'move', 'leave', 'delete', 'mail'];
  const users: User[] = [];
  for (const org of [...kinds.map(() => orgs[0] as string), null]) {
    const { user: _id, ...person } = { ...drawUser(random, orgs), org };
    users.push({ ...person, ...(await rig.call<{ user: string }>('createUser', person)) });
  }
  const world = { rig, orgs, users, others: [] };
  const edits = [...kinds, 'join' as const].map((kind, i) => ({ kind, user: users[i] as User }));

  for (const { kind, user } of random.shuffle(edits)) {
    const story = await edit(world, random, { user, kind });
    await expectLists(world, `after ${story}`);
    if (kind !== 'delete')
      expect(await rig.call('getUser', { user: user.user }), `the user after ${story}`).toEqual(user);
  }
});

check('writers-cheap', async ({ random, open }) => {
  const rig = await open();
  const [from, to] = [drawOrg(random), drawOrg(random)];
  const person = { name: random.name(), mail: drawMail(random), org: from };
  const created = await rig.run<{ user: string }>('createUser', person);
  const user = created.result?.user;
  const writes = [
    ['createUser', person, created],
    ['renameUser', { name: random.name() }],
    ['changeMail', { mail: drawMail(random) }],
    ['moveUser', { org: to }],
    ['moveUser', { org: null }],
    ['moveUser', { org: from }],
    ['deleteUser', {}],
  ] as const;
  let stored = {};
  for (const [name, change, made] of writes) {
    const run = made ?? (await rig.run(name, { user, ...change }));
    expect(thrownBy(run), 'what a write of the application threw').toBeUndefined();
    expect(run.trace).toTakeAtMostRequests(1);
    expect(run.trace).toConsumeAtMostWriteUnits(3);
    stored = { ...stored, user, ...change };
    const wanted = name === 'deleteUser' ? null : stored;
    expect(await rig.call('getUser', { user }), `the user after ${name}`).toEqual(wanted);
  }
});

check('old-users-work', async ({ random, open }) => {
  const world = await openOldWorld(open, random, 10);
  const { rig } = world;
  const members = world.users.filter(({ org }) => org !== null);
  for (const [i, kind] of (['rename', 'mail', 'move', 'leave'] as const).entries()) {
    const user = members[i] as User;
    const story = await edit(world, random, { user, kind });
    expect(await rig.call('getUser', { user: user.user }), `an old user after ${story}`).toEqual(user);
  }
  const before = await rig.items();
  const none = { user: random.id('none') };
  for (const [name, input] of [
    ['renameUser', { ...none, name: random.name() }],
    ['changeMail', { ...none, mail: drawMail(random) }],
    ['moveUser', { ...none, org: world.orgs[0] }],
    ['moveUser', { ...none, org: null }],
  ] as const) {
    const { error } = await rig.run(name, input);
    expect(error?.name, `the error of ${name} when there is no such user`).toBe('UserNotFound');
  }
  expect(await rig.items(), 'what is stored after edits of a user who does not exist').toEqual(before);
});

check('backfill-complete', async ({ random, open }) => {
  const world = await openOldWorld(open, random, random.int(16, 22));

  await runBackfill(world.rig, random.int(3, 5));

  await expectLists(world, `after the backfill of ${world.users.length} users`);
});

check('adds-only', async ({ random, open }) => {
  const { rig, users, others } = await openOldWorld(open, random, random.int(10, 14));
  const before = await rig.items();

  await runBackfill(rig, random.int(3, 5));

  const after = new Map((await rig.items()).map((item) => [keyOf(item), item]));
  for (const item of before) {
    const what = `the item ${keyOf(item)} after the backfill`;
    // Sessions and organisations are none of its business; of users it may only add to what is there.
    if (others.some((other) => keyOf(other) === keyOf(item)))
      expect(after.get(keyOf(item)), what).toEqual(item);
    else expect(after.get(keyOf(item)), what).toMatchObject(item);
  }
  for (const user of users) {
    expect(await rig.call('getUser', { user: user.user }), 'a user after the backfill').toEqual(user);
  }
});

const keyOf = ({ pk, sk }: Item) => `${String(pk)} ${String(sk)}`;

check('joins-later', async ({ random, open }) => {
  const world = await openOldWorld(open, random, random.int(8, 12));
  await runBackfill(world.rig, random.int(3, 5));
  const user = world.users.find(({ org }) => org === null) as User;

  const story = await edit(world, random, { user, kind: 'join' });

  await expectLists(world, `when, after the backfill, ${story}`);
});

check('backfill-cost', async ({ random, open }) => {
  const world = await openOldWorld(open, random, random.int(14, 18));
  const { rig, users, others } = world;
  const items = users.length + others.length;
  const pageSize = random.int(3, 5);
  // A last page may be empty: that the table is at its end shows only in the next one.
  const pages = Math.ceil(items / pageSize) + 1;

  await cost(rig, {
    [`a backfill of ${users.length} users among ${items} items`]: {
      async call(client) {
        const run = await client.run('backfill', { pageSize });
        expect(thrownBy(run), 'what backfill threw').toBeUndefined();
        expect(run.result, `the result for ${users.length} users`).toEqual({ written: users.length });
        expect(run.trace).toReadAtMostItems(items);
        for (const { operation, scanned } of run.trace.requests) {
          if (operation === 'Scan')
            expect(scanned, `items in one page, with a page size of ${pageSize}`).toBeLessThanOrEqual(
              pageSize,
            );
        }
        return run;
      },
      // One scan, whose pages are smaller than 4 KB, and one write for each user and the index.
      budget: () => ({ requests: pages + users.length, readUnits: pages, writeUnits: 2 * users.length }),
    },
  });

  // What was measured was done on a copy, which is gone.
  const { trace } = await runBackfill(rig, pageSize);
  expect(trace).toTakeAtMostRequests(pages + users.length);
  await expectLists(world, `after a backfill of ${users.length} users among ${items} items`);
});

check('second-run', async ({ random, open }) => {
  const { rig, users, orgs } = await openOldWorld(open, random, random.int(6, 9));
  const created = await fill(rig, random, { org: orgs[0] as string, count: 5 });

  const first = await runBackfill(rig, random.int(3, 5));
  expect(
    first.result,
    `the result for ${users.length} old users beside 5 that your createUser wrote`,
  ).toEqual({
    written: users.length,
  });

  const second = await runBackfill(rig, random.int(3, 5));
  expect(second.trace).toConsumeAtMostWriteUnits(0);
  expect(second.result, 'the result of a second backfill').toEqual({ written: 0 });
  await expectLists({ rig, orgs, users: [...users, ...created] }, 'after two backfills');
});

check('created-during', async ({ random, open }) => {
  const world = await openOldWorld(open, random, random.int(10, 14));
  const { rig, users, orgs } = world;

  await runBackfill(rig, random.int(3, 5), {
    beforeRequest: async (number) => {
      if (number > 12) return;
      const { user: _id, ...person } = drawUser(random, [...orgs, null]);
      users.push({ ...person, ...(await rig.call<{ user: string }>('createUser', person)) });
    },
  });

  await expectLists(world, 'after a backfill during which users were created');
});

const JUST_BEFORE = "just before the backfill's write of this user";

check('edits-survive', async ({ random, open }) => {
  const world = await openOldWorld(open, random, random.int(12, 16));
  const plan = dealEdits(world.users, {
    member: [['mail'], ['rename'], ['move'], ['mail', 'rename'], ['leave']],
    other: [['mail'], ['join'], ['rename', 'mail']],
  });

  const stories = await backfillUnderFire(world, random, plan);

  for (const user of world.users) {
    const stored = await world.rig.call('getUser', { user: user.user });
    const story = stories.get(user) ?? 'nothing happened';
    expect(stored, `the user afterwards, when ${JUST_BEFORE} ${story}`).toEqual(user);
  }
});

check('deleted-stay-deleted', async ({ random, open }) => {
  const world = await openOldWorld(open, random, random.int(12, 16));
  const plan = dealEdits(world.users, { member: [['delete'], []], other: [['delete']] });

  const stories = await backfillUnderFire(world, random, plan);

  const left = await world.rig.items();
  for (const [{ user }, story] of stories) {
    const found = left.filter((item) => keyOf(item) === `USER#${user} PROFILE`);
    expect(found, `items of the user, when ${JUST_BEFORE} ${story}`).toEqual([]);
  }
  expect(left, 'all items that are left').toHaveLength(world.users.length + world.others.length);
  await expectLists(world, 'after users were deleted during the backfill');
});

check('list-follows-edits', async ({ random, open }) => {
  const world = await openOldWorld(open, random, random.int(14, 18));
  const { rig, orgs } = world;
  const plan = dealEdits(world.users, {
    member: [['rename'], ['move'], ['leave'], ['rename', 'move'], ['move', 'leave']],
    other: [['join'], ['rename', 'join']],
  });

  const stories = await backfillUnderFire(world, random, plan);

  const lists = new Map<string, Member[]>();
  for (const org of orgs) lists.set(org, await rig.call<Member[]>('listMembers', { org, count: ALL }));
  for (const [{ user, org }, story] of stories) {
    const found = orgs.filter((each) => lists.get(each)?.some((member) => member.user === user));
    const wanted = org === null ? [] : [org];
    expect(found, `the organisations that list the user, when ${JUST_BEFORE} ${story}`).toEqual(wanted);
  }
  await expectLists(world, 'after users were renamed and moved during the backfill');
});

/** A small world, so that every order of its requests can be tried: one user is renamed, one moved, one deleted. */
check('every-order', async ({ random, open }) => {
  const { rig, orgs, users } = await openOldWorld(open, random, 4);
  const members = users.filter(({ org }) => org !== null);
  const [renamed, moved, gone] = random.sample(members, 3) as [User, User, User];
  const name = `${random.name()} ${renamed.name}`;
  const org = random.pick(orgs.filter((other) => other !== moved.org));
  const right = users
    .filter((user) => user !== gone)
    .map((user) => (user === renamed ? { ...user, name } : user === moved ? { ...user, org } : user));

  await races(rig, {
    clients: {
      'the backfill': (client) => client.call('backfill', { pageSize: 3 }),
      'the application': async (client) => {
        await client.call('renameUser', { user: renamed.user, name });
        await client.call('moveUser', { user: moved.user, org });
        await client.call('deleteUser', { user: gone.user });
      },
    },
    afterwards: (after) =>
      expectLists(
        { rig: after, orgs, users: right },
        `when, beside a backfill, ${renamed.name} was renamed to ${name}, ${moved.name} moved to ${org}, and ${gone.name} deleted`,
      ),
    chapter: 'online-migrations',
  });
});

const runsToItsEnd = (pageSize: number) => (client: Client) => client.call('backfill', { pageSize });

check('stopped-anywhere', async ({ random, open }) => {
  const { rig, orgs, users } = await openOldWorld(open, random, random.int(5, 7));
  await crashes(rig, {
    work: runsToItsEnd(3),
    afterwards: (after) =>
      expectLists(
        { rig: after, orgs, users },
        'after a backfill that was stopped and one that was run again',
      ),
    chapter: 'online-migrations',
  });
});

/** Items with the number of their attributes. A backfill adds some, so who has more than before has been written. */
async function attributesOf(rig: Rig): Promise<Map<string, number>> {
  return new Map((await rig.items()).map((item) => [keyOf(item), Object.keys(item).length]));
}

check('progress-kept', async ({ random, open }) => {
  const { rig, users } = await openOldWorld(open, random, random.int(4, 6));
  const before = await attributesOf(rig);
  let written = 0;
  await crashes(rig, {
    work: runsToItsEnd(3),
    async invariant(stopped) {
      const after = await attributesOf(stopped);
      written = [...after].filter(([key, count]) => count > (before.get(key) ?? 0)).length;
    },
    afterwards(_after, result) {
      const what = `the result for ${users.length} users, of whom ${written} had been written`;
      expect(result, what).toEqual({ written: users.length - written });
      written = users.length;
    },
    chapter: 'online-migrations',
  });
});

check('disturbed', async ({ random, open }) => {
  const { rig, orgs, users } = await openOldWorld(open, random, random.int(4, 6));
  await faults(rig, {
    work: runsToItsEnd(3),
    afterwards: (after) => expectLists({ rig: after, orgs, users }, 'after a backfill that was disturbed'),
    kinds: ['throttle', 'lost-reply', 'early-page'],
    chapter: 'online-migrations',
  });
});

/** More than the SDK tries, and than it tries twice. */
const THROTTLED_IN_A_ROW = 10;

check('throttled', async ({ random, open }) => {
  const { rig, orgs, users } = await openOldWorld(open, random, random.int(4, 6));
  await faults(rig, {
    work: runsToItsEnd(3),
    afterwards: (after) => expectLists({ rig: after, orgs, users }, 'after a backfill that was throttled'),
    kinds: ['throttle'],
    inARow: [THROTTLED_IN_A_ROW],
    chapter: 'online-migrations',
  });
});
