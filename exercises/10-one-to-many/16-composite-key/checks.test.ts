import { check, expect, type Random, type Rig } from '@keysmith/instruments';

interface Page {
  workspace: string;
  name: string;
  plan: string;
  members: { member: string; name: string; role: string; joined: number }[];
}

/** A workspace whose id is made to be confused with parts of keys. */
function drawWorkspace(random: Random) {
  const plain = random.id('w').toLowerCase();
  const workspace = random.pick([
    plain,
    `${plain}#${random.name()}`,
    `${plain}/ü ${random.name()}`,
    `${plain}#MEMBER#`,
  ]);
  return { workspace, name: random.name(), plan: random.pick(['free', 'team', 'firm']) };
}

/** Opens a workspace and adds members at rising times. Returns the page that should be read back, oldest first. */
async function fill(rig: Rig, random: Random, size: { members: number; invites?: number }): Promise<Page> {
  const workspace = drawWorkspace(random);
  await rig.call('createWorkspace', workspace);
  const members: Page['members'] = [];
  for (let i = 0; i < size.members; i += 1) {
    // Two members may join in the same millisecond.
    rig.clock.advance(random.pick([0, 1, 60_000]));
    const person = { name: `${random.name()}#${i}`, role: random.pick(['owner', 'writer', 'guest']) };
    const { member } = await rig.call<{ member: string }>('addMember', {
      workspace: workspace.workspace,
      ...person,
    });
    members.push({ member, ...person, joined: rig.clock.now() });
  }
  for (let i = 0; i < (size.invites ?? 0); i += 1) {
    await rig.call('invite', { workspace: workspace.workspace, mail: drawMail(random) });
  }
  return { ...workspace, members };
}

function drawMail(random: Random): string {
  const person = random.name();
  return `${random.pick([person, person.toLowerCase(), `m${person}`])}.${random.id()}@${random.name().toLowerCase()}.example`;
}

check('no-overwrite', async ({ random, open }) => {
  const rig = await open();
  const first = drawWorkspace(random);
  await rig.call('createWorkspace', first);
  const before = await rig.items();

  const { error } = await rig.run('createWorkspace', { ...first, name: `${first.name} again` });

  expect(error?.name, 'the error of the second createWorkspace').toBe('WorkspaceExists');
  expect(await rig.items(), 'what is stored after the second createWorkspace').toEqual(before);
});

check('cheap-writes', async ({ random, open }) => {
  const rig = await open();
  const { workspace } = await fill(rig, random, { members: random.int(5, 15) });

  const { error, trace } = await rig.run('addMember', { workspace, name: random.name(), role: 'writer' });

  expect(error, 'the error of addMember').toBeUndefined();
  expect(trace).toTakeAtMostRequests(1);
  expect(trace).toConsumeAtMostWriteUnits(2);
});

check('page-complete', async ({ random, open }) => {
  const rig = await open();
  const pages: Page[] = [];
  for (const members of [0, 1, random.int(10, 20)])
    pages.push(await fill(rig, random, { members, invites: members }));

  for (const page of pages) {
    expect(
      await rig.call('getWorkspace', { workspace: page.workspace }),
      `the page of ${page.workspace}`,
    ).toEqual(page);
  }
  expect(
    await rig.call('getWorkspace', { workspace: random.id('none') }),
    'the page of no workspace',
  ).toBeNull();
});

check('page-one-query', async ({ random, open }) => {
  const rig = await open();
  const members = random.int(8, 15);
  const { workspace } = await fill(rig, random, { members, invites: random.int(10, 20) });

  const { trace } = await rig.run('getWorkspace', { workspace });

  expect(trace).toBeOneQuery();
  expect(trace).toNeverFilter();
  expect(trace).toReadAtMostItems(members + 1);
});

check('page-growth', async ({ random, open }) => {
  const rig = await open();
  const { workspace } = await fill(rig, random, { members: random.int(5, 10) });
  const alone = await rig.run('getWorkspace', { workspace });
  for (let i = 0; i < 30; i += 1) await fill(rig, random, { members: 3, invites: 2 });

  const crowded = await rig.run('getWorkspace', { workspace });

  expect(crowded.trace).toCostNoMoreThan(alone.trace);
});

check('newest-right', async ({ random, open }) => {
  const rig = await open();
  for (const members of [0, 2, random.int(10, 20)]) {
    const page = await fill(rig, random, { members, invites: 3 });
    const count = random.int(3, 6);
    const newest = page.members.slice(-count).reverse();
    const result = await rig.call('newestMembers', { workspace: page.workspace, count });
    expect(result, `the ${count} newest of ${members} members`).toEqual({ ...page, members: newest });
  }
  expect(
    await rig.call('newestMembers', { workspace: random.id('none'), count: 3 }),
    'no workspace',
  ).toBeNull();
});

check('newest-one-query', async ({ random, open }) => {
  const rig = await open();
  const { workspace } = await fill(rig, random, { members: random.int(15, 25), invites: random.int(5, 10) });
  const count = random.int(4, 10);

  const { trace } = await rig.run('newestMembers', { workspace, count });

  expect(trace).toBeOneQuery();
  expect(trace).toNeverFilter();
  expect(trace).toReadAtMostItems(count + 1);
});

check('newest-growth', async ({ random, open }) => {
  const rig = await open();
  const small = await fill(rig, random, { members: 20 });
  const large = await fill(rig, random, { members: 200 });
  const count = random.int(5, 10);

  const before = await rig.run('newestMembers', { workspace: small.workspace, count });
  const after = await rig.run('newestMembers', { workspace: large.workspace, count });

  expect(after.trace).toCostNoMoreThan(before.trace);
});

check('invites-apart', async ({ random, open }) => {
  const rig = await open();
  const { workspace, members } = await fill(rig, random, { members: random.int(4, 8) });
  const mails = Array.from({ length: random.int(5, 9) }, () => drawMail(random));
  for (const mail of [...mails, random.pick(mails)]) await rig.call('invite', { workspace, mail });

  const invitations = await rig.call<{ mail: string }[]>('listInvites', { workspace });
  const page = await rig.call<Page>('getWorkspace', { workspace });

  expect(
    invitations.map(({ mail }) => mail),
    'the invited addresses',
  ).toEqual([...mails].sort());
  expect(page.members, 'the members beside invitations').toEqual(members);
  expect(
    await rig.call('listInvites', { workspace: random.id('none') }),
    'invitations to no workspace',
  ).toEqual([]);
});

check('invites-one-query', async ({ random, open }) => {
  const rig = await open();
  const { workspace } = await fill(rig, random, { members: random.int(10, 20) });
  const mails = Array.from({ length: random.int(3, 6) }, () => drawMail(random));
  for (const mail of mails) await rig.call('invite', { workspace, mail });

  const { trace } = await rig.run('listInvites', { workspace });

  expect(trace).toBeOneQuery();
  expect(trace).toNeverFilter();
  expect(trace).toReadAtMostItems(mails.length);
});
