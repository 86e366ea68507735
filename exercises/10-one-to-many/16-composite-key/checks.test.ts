import {
  awkwardly,
  check,
  compareBytes,
  expect,
  growth,
  races,
  type Client,
  type Random,
  type Rig,
  type Run,
} from '@keysmith/instruments';

interface Workspace {
  workspace: string;
  name: string;
  plan: string;
}

interface Page extends Workspace {
  members: { member: string; name: string; role: string; joined: number }[];
}

interface Invitation {
  mail: string;
  invited: number;
}

/** Three workspaces whose ids are made to be confused with each other and with parts of keys. */
function drawWorkspaces(random: Random): [Workspace, Workspace, Workspace] {
  const id = random.id('w').toLowerCase();
  const separator = random.pick(['#', '/', ':', '|']);
  const longer = random.shuffle([
    `${separator}${random.name()}`,
    `${separator}MEMBER${separator}`,
    random.pick(['0', '~', ' ü']),
  ]);
  const ids = [id, `${id}${longer[0]}`, `${id}${longer[1]}`];
  return ids.map((workspace) => drawWorkspace(random, workspace)) as [Workspace, Workspace, Workspace];
}

function drawWorkspace(random: Random, workspace: string): Workspace {
  return { workspace, name: random.name(), plan: random.pick(['free', 'team', 'firm']) };
}

interface Stage {
  readonly rig: Rig;
  readonly random: Random;
  /** Who makes the calls; the rig's own client unless it is given. */
  readonly client?: Pick<Client, 'call'>;
}

interface Size {
  readonly members: number;
  readonly invites?: number;
}

/** What should be read back: members oldest first, and invitations by their mail addresses. */
interface Filled {
  readonly page: Page;
  readonly invites: Invitation[];
}

/** Opens a workspace, adds members at rising times, and then invitations. */
async function fill({ rig, random, client = rig }: Stage, workspace: Workspace, size: Size): Promise<Filled> {
  await client.call('createWorkspace', workspace);
  const members: Page['members'] = [];
  for (let i = 0; i < size.members; i += 1) {
    // Two members may join in the same millisecond.
    rig.clock.advance(random.pick([0, 1, 60_000]));
    const person = { name: `${random.name()}#${i}`, role: random.pick(['owner', 'writer', 'guest']) };
    const added = await client.call('addMember', { workspace: workspace.workspace, ...person });
    expect(added, 'the result of addMember').toEqual({ member: expect.any(String) });
    members.push({ ...(added as { member: string }), ...person, joined: rig.clock.now() });
  }
  const invites: Invitation[] = [];
  for (let i = 0; i < (size.invites ?? 0); i += 1) {
    const mail = drawMail(random);
    await client.call('invite', { workspace: workspace.workspace, mail });
    invites.push({ mail, invited: rig.clock.now() });
  }
  invites.sort((a, b) => compareBytes(a.mail, b.mail));
  return { page: { ...workspace, members }, invites };
}

/** Fills a workspace, and beside it two small ones whose ids look like its own. Returns what is in the first one. */
async function fillBesideOthers(stage: Stage, size: Size): Promise<Filled> {
  const [own, ...others] = drawWorkspaces(stage.random);
  const filled = await fill(stage, own, size);
  for (const other of others) await fill(stage, other, { members: 2, invites: 2 });
  return filled;
}

/** The page as the sidebar shows it. */
const newestOf = (page: Page, count: number): Page => ({
  ...page,
  members: page.members.slice(-count).reverse(),
});

/** Demands the right result of a run that is measured. What it threw is for the instrument to tell. */
function withResult(run: Run<unknown>, expected: unknown, what: string): Run<unknown> {
  if (run.error === undefined) expect(run.result, what).toEqual(expected);
  return run;
}

function drawMail(random: Random): string {
  const person = random.name();
  const local = random.pick([person, person.toLowerCase(), `m${person}`, `ü${person}`, `w#${person}`]);
  return `${local}.${random.id()}@${random.name().toLowerCase()}.example`;
}

check('no-overwrite', async ({ random, open }) => {
  const rig = await open();
  const [first] = drawWorkspaces(random);
  await fill({ rig, random }, first, { members: 1 });
  const before = await rig.stored();

  const { error } = await rig.run('createWorkspace', { ...first, name: `${first.name} again` });

  expect(error?.name ?? 'no error', 'the error of the second createWorkspace').toBe('WorkspaceExists');
  expect(await rig.stored(), 'what is stored after the second createWorkspace').toEqual(before);
});

check('one-wins', async ({ random, open }) => {
  const rig = await open();
  const [mine, other] = drawWorkspaces(random);
  const offers = [mine, { ...other, workspace: mine.workspace }];
  const opening = (offer: Workspace) => (client: Client) => client.run('createWorkspace', offer);

  await races(rig, {
    clients: Object.fromEntries(offers.map((offer, at) => [`client ${'AB'[at]}`, opening(offer)])),
    async afterwards(after, results) {
      const errors = (results as Run<unknown>[]).map(({ error }) => error?.name ?? 'no error');
      expect([...errors].sort(), 'what two callers got who opened one id at once').toEqual([
        'WorkspaceExists',
        'no error',
      ]);
      expect(
        await after.call('getWorkspace', { workspace: mine.workspace }),
        'the page after two callers opened one id at once',
      ).toEqual({ ...offers[errors.indexOf('no error')], members: [] });
    },
  });
});

check('cheap-writes', async ({ random, open }) => {
  const rig = await open();
  const { page } = await fillBesideOthers({ rig, random }, { members: random.int(40, 45) });
  const { workspace } = page;
  const person = { name: random.name(), role: 'writer' };

  const { result, error, trace } = await rig.run('addMember', { workspace, ...person });

  expect(error?.message ?? 'no error', 'what addMember threw').toBe('no error');
  expect(trace).toTakeAtMostRequests(1);
  expect(trace).toConsumeAtMostWriteUnits(2);
  expect(result, 'the result of addMember').toEqual({ member: expect.any(String) });
  const { member } = result as { member: string };
  // Nothing is cheaper than a call that does nothing.
  const { members } = await rig.call<Page>('getWorkspace', { workspace });
  expect(
    members.find((each) => each.member === member),
    'the member who was added, on the page',
  ).toEqual({ member, ...person, joined: rig.clock.now() });
});

check('page-complete', async ({ random, open }) => {
  const rig = await open();
  await awkwardly(rig, {
    values: 'ids',
    async work(client, ids, copy) {
      const stage = { rig: copy, client, random: random.fork('pages') };
      const pages: Page[] = [];
      for (const [at, id] of ids.entries()) {
        const size = { members: at === 0 ? 4 : at % 3, invites: 2 };
        pages.push((await fill(stage, drawWorkspace(stage.random, id), size)).page);
      }
      for (const page of pages) {
        const result = await client.call('getWorkspace', { workspace: page.workspace });
        expect(result, `the page of a workspace of ${page.members.length} members`).toEqual(page);
      }
    },
    chapter: 'one-to-many',
  });
  const nothing = await rig.call('getWorkspace', { workspace: random.id('none') });
  expect(nothing, 'the page of a workspace that does not exist').toBeNull();
});

check('page-one-query', async ({ random, open }) => {
  const rig = await open();
  const members = random.int(8, 15);
  const { page } = await fillBesideOthers({ rig, random }, { members, invites: random.int(10, 20) });

  const { result, trace } = await rig.run('getWorkspace', { workspace: page.workspace });

  expect(result, `the page of a workspace of ${members} members`).toEqual(page);
  expect(trace).toBeOneQuery();
  expect(trace).toNeverFilter();
  expect(trace).toReadAtMostItems(members + 1);
});

/** One more workspace with two members and an invitation, which no other concerns. */
async function addUnrelated(client: Client, random: Random): Promise<void> {
  const workspace = random.id('w');
  await client.call('createWorkspace', { workspace, name: random.name(), plan: 'team' });
  for (let i = 0; i < 2; i += 1) {
    await client.call('addMember', { workspace, name: random.name(), role: 'writer' });
  }
  await client.call('invite', { workspace, mail: `${random.id('mail')}@keysmith.example` });
}

check('page-growth', async ({ random, open }) => {
  const rig = await open();
  const { page } = await fill({ rig, random }, drawWorkspaces(random)[0], {
    members: random.int(5, 10),
  });

  await growth(rig, {
    patterns: {
      'the page of a workspace': async (client) => {
        const run = await client.run('getWorkspace', { workspace: page.workspace });
        return withResult(run, page, 'the page beside more and more workspaces');
      },
    },
    unrelated: addUnrelated,
    sizes: [300, 3000, 30_000],
    chapter: 'one-to-many',
  });
});

check('newest-right', async ({ random, open }) => {
  const rig = await open();
  const sizes = random.shuffle([0, 2, random.int(10, 20)]);
  const pages: Page[] = [];
  for (const [at, workspace] of drawWorkspaces(random).entries()) {
    const size = { members: sizes[at] as number, invites: 3 };
    pages.push((await fill({ rig, random }, workspace, size)).page);
  }

  for (const page of pages) {
    const count = random.int(3, 6);
    const result = await rig.call('newestMembers', { workspace: page.workspace, count });
    expect(result, `the ${count} newest of ${page.members.length} members`).toEqual(newestOf(page, count));
  }
  const nothing = await rig.call('newestMembers', { workspace: random.id('none'), count: 3 });
  expect(nothing, 'the newest members of a workspace that does not exist').toBeNull();
});

check('newest-one-query', async ({ random, open }) => {
  const rig = await open();
  const size = { members: random.int(15, 25), invites: random.int(5, 10) };
  const { page } = await fillBesideOthers({ rig, random }, size);
  const count = random.int(4, 10);

  const { result, trace } = await rig.run('newestMembers', { workspace: page.workspace, count });

  expect(result, `the ${count} newest of ${size.members} members`).toEqual(newestOf(page, count));
  expect(trace).toBeOneQuery();
  expect(trace).toNeverFilter();
  expect(trace).toReadAtMostItems(count + 1);
});

check('newest-growth', async ({ random, open }) => {
  const rig = await open();
  const [own, other] = drawWorkspaces(random);
  const { page: small } = await fill({ rig, random }, own, { members: 20, invites: 5 });
  const { page: large } = await fill({ rig, random }, other, { members: 200 });
  const count = random.int(5, 10);

  const before = await rig.run('newestMembers', { workspace: small.workspace, count });
  expect(before.result, `the ${count} newest of 20 members`).toEqual(newestOf(small, count));
  const after = await rig.run('newestMembers', { workspace: large.workspace, count });
  expect(after.result, `the ${count} newest of 200 members`).toEqual(newestOf(large, count));
  expect(after.trace).toCostNoMoreThan(before.trace);

  await growth(rig, {
    patterns: {
      'the newest members': async (client) => {
        const run = await client.run('newestMembers', { workspace: small.workspace, count });
        const what = `the ${count} newest of 20 members beside more and more workspaces`;
        return withResult(run, newestOf(small, count), what);
      },
    },
    unrelated: addUnrelated,
    sizes: [100, 1000, 10_000],
    chapter: 'one-to-many',
  });
});

check('invites-apart', async ({ random, open }) => {
  const rig = await open();
  const { page } = await fillBesideOthers({ rig, random }, { members: random.int(4, 8) });
  const { workspace } = page;
  await awkwardly(rig, {
    values: 'ids',
    async work(client, ids, copy) {
      const chance = random.fork('invitations');
      const invited = new Map<string, number>();
      const mails = ids.map((id) => `${id}@${chance.name().toLowerCase()}.example`);
      for (const mail of [...mails, chance.pick(mails)]) {
        copy.clock.advance(chance.int(1, 1000));
        await client.call('invite', { workspace, mail });
        invited.set(mail, copy.clock.now());
      }

      const expected = [...mails].sort(compareBytes).map((mail) => ({ mail, invited: invited.get(mail) }));
      expect(await client.call('listInvites', { workspace }), 'the open invitations').toEqual(expected);
      expect(await client.call('getWorkspace', { workspace }), 'the page beside invitations').toEqual(page);
    },
    chapter: 'one-to-many',
  });
  const nothing = await rig.call('listInvites', { workspace: random.id('none') });
  expect(nothing, 'the invitations of a workspace that does not exist').toEqual([]);
});

check('invites-one-query', async ({ random, open }) => {
  const rig = await open();
  const size = { invites: random.int(3, 6), members: random.int(10, 20) };
  const { page, invites } = await fillBesideOthers({ rig, random }, size);

  const { result, trace } = await rig.run('listInvites', { workspace: page.workspace });

  expect(result, 'the open invitations').toEqual(invites);
  expect(trace).toBeOneQuery();
  expect(trace).toNeverFilter();
  expect(trace).toReadAtMostItems(size.invites);
});
