import {
  ADDRESSES_MAX,
  drawAddress,
  drawAddresses,
  drawBoxCustomer,
  type Address,
  type BoxCustomer,
} from '@keysmith/domains';
import {
  awkwardly,
  check,
  cost,
  crashes,
  expect,
  faults,
  growth,
  limits,
  oracle,
  races,
  units,
  type Answer,
  type Client,
  type Random,
  type Rig,
  type Run,
} from '@keysmith/instruments';

/** What the order page should show. */
interface Page extends BoxCustomer {
  preferred: string | null;
  addresses: Address[];
}

type Caller = Pick<Client, 'call'>;

/** Registers a customer with so many addresses, and gives the page that should be shown. */
async function fill(rig: Caller, random: Random, count: number, customer?: string): Promise<Page> {
  const person = drawBoxCustomer(random, customer);
  const addresses = drawAddresses(random, count);
  await rig.call('register', person);
  for (const address of addresses) await add(rig, person.customer, address);
  return { ...person, preferred: null, addresses };
}

const add = (caller: Caller, customer: string, address: Address) =>
  caller.call('addAddress', { customer, ...address });

/** Another address under the same label. */
const another = (random: Random, { label, street }: Address): Address => ({
  ...drawAddress(random, label),
  street: `${street} a`,
});

/** A page with its addresses in one fixed order, since the brief leaves the order free. */
function inOrder(page: unknown): unknown {
  const addresses = (page as Partial<Page> | null | undefined)?.addresses;
  if (!Array.isArray(addresses)) return page;
  const label = (address: Partial<Address> | null) => String(address?.label);
  return { ...(page as object), addresses: [...addresses].sort((a, b) => (label(a) < label(b) ? -1 : 1)) };
}

async function expectPage(caller: Caller, page: Page, moment: string): Promise<void> {
  expectShown(await caller.call('getCustomer', { customer: page.customer }), page, moment);
}

/** Opens the order page to measure it. What it throws is for the instrument to tell. */
async function openPage(caller: Pick<Client, 'run'>, page: Page, moment: string): Promise<Run<unknown>> {
  const run = await caller.run('getCustomer', { customer: page.customer });
  if (run.error === undefined) expectShown(run.result, page, moment);
  return run;
}

function expectShown(result: unknown, page: Page, moment: string): void {
  const shown = inOrder(result);
  const labels = (shown as Page | null)?.addresses;
  const what = `the order page ${moment}`;
  if (Array.isArray(labels))
    expect(
      labels.map((address) => address?.label),
      `the labels on ${what}`,
    ).toEqual((inOrder(page) as Page).addresses.map(({ label }) => label));
  expect(shown, what).toEqual(inOrder(page));
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
  expect(endOf(run), `the error of ${name}, ${because}`).toBe(error);
  expect(await rig.stored(), `what is stored after ${name} threw ${error}`).toEqual(before);
}

/** What a call threw, or "no error". */
const endOf = (run: unknown): string => (run as Run<unknown>).error?.name ?? 'no error';

/** A call that may not throw, and in whose failure the error's sentence is worth more than its name. */
async function expectDone(
  caller: Pick<Client, 'run'>,
  name: string,
  input: unknown,
  what = '',
): Promise<void> {
  const { error } = await caller.run(name, input);
  const end = error === undefined ? 'no error' : `${error.name}: ${error.message}`;
  expect(end, `what ${name} threw${what}`).toBe('no error');
}

check('registered-once', async ({ random, open }) => {
  const rig = await open();
  const page = await fill(rig, random, 1);
  const { customer } = page;
  await expectRefusal(rig, {
    name: 'register',
    input: drawBoxCustomer(random, customer),
    error: 'CustomerExists',
    because: 'for the id of a customer who is there',
  });
  await expectPage(rig, page, 'after somebody else tried to register under that id');

  const [mine, theirs] = [drawBoxCustomer(random), drawBoxCustomer(random)];
  const rival = { ...theirs, customer: mine.customer };
  await races(rig, {
    clients: {
      'one caller': (client) => client.run('register', mine),
      'another caller': (client) => client.run('register', rival),
    },
    async afterwards(after, results) {
      const ends = results.map(endOf);
      expect([...ends].sort(), 'what two callers got who registered one id').toEqual([
        'CustomerExists',
        'no error',
      ]);
      const winner = ends[0] === 'no error' ? mine : rival;
      await expectPage(
        after,
        { ...winner, preferred: null, addresses: [] },
        'after two callers registered one id',
      );
    },
  });
});

check('page-one-request', async ({ random, open }) => {
  const rig = await open();
  const [large, small] = [await fill(rig, random, ADDRESSES_MAX), await fill(rig, random, 0)];
  const opened = (page: Page, whose: string) => ({
    call: (client: Client) => openPage(client, page, `of a customer ${whose}`),
    budget: ({ bytes }: { bytes: number }) => ({
      requests: 1,
      readUnits: units.read(bytes, { consistent: true }),
    }),
  });
  await cost(rig, {
    'the order page of a customer without addresses': opened(small, 'without addresses'),
    'the order page of a customer with twenty': opened(large, 'with twenty'),
  });
  const { trace } = await openPage(rig, large, 'of a customer with twenty');
  expect(trace).toNeverScan();
  expect(trace).toNeverFilter();
});

check('page-growth', async ({ random, open }) => {
  const rig = await open();
  const page = await fill(rig, random, 3);
  const address = drawAddress(random, 'Summer house');
  await growth(rig, {
    patterns: {
      'the order page': (client) => openPage(client, page, 'among more and more customers'),
      // Beyond the first measurement it is there already, and may not cost more for that.
      'adding an address': (client) => client.run('addAddress', { customer: page.customer, ...address }),
    },
    unrelated: (client, chance) => fill(client, chance, 2, chance.id('c')),
    sizes: [100, 1000, 5000],
    chapter: 'one-to-many',
  });
  await add(rig, page.customer, address);
  const addresses = [...page.addresses, address];
  await expectPage(rig, { ...page, addresses }, 'after an address was added');
});

check('add-right', async ({ random, open }) => {
  const rig = await open();
  const count = random.int(4, 8);
  const [page, empty] = [await fill(rig, random, count), await fill(rig, random, 0)];
  await expectPage(rig, page, `of a customer with ${count} addresses`);
  await expectPage(rig, empty, 'of a customer without addresses');
  const nobody = random.id('none');
  expect(await rig.call('getCustomer', { customer: nobody }), 'a customer who does not exist').toBeNull();

  const known = random.pick(page.addresses);
  const before = await rig.stored();
  await expectDone(
    rig,
    'addAddress',
    { customer: page.customer, ...known },
    ' when that address was there, word for word',
  );
  expect(await rig.stored(), 'what is stored after the same address was added again').toEqual(before);
  await expectRefusal(rig, {
    name: 'addAddress',
    input: { customer: page.customer, ...another(random, known) },
    error: 'AddressExists',
    because: 'when another address is there under that label',
  });
  await expectRefusal(rig, {
    name: 'addAddress',
    input: { customer: nobody, ...known },
    error: 'NoSuchCustomer',
    because: 'for a customer who does not exist',
  });
});

check('any-label', async ({ random, open }) => {
  const rig = await open();
  await awkwardly(rig, {
    values: 'pairs',
    async work(client, pairs, copy) {
      const chance = random.fork('labels');
      const pages: Page[] = [];
      // Customers and labels that may be mistaken for each other, or for parts of a path in an expression.
      for (const id of new Set(pairs.map(([customer]) => customer)))
        pages.push(await fill(copy, chance, 0, id));
      const labels = [
        ...new Set(pairs.flatMap(([customer, label]) => [label, `${customer}.${label}`, `${label}[0]`])),
      ];
      for (const page of pages) {
        for (const label of labels) {
          const address = drawAddress(chance, label);
          const input = { customer: page.customer, ...address };
          await expectDone(client, 'addAddress', input, ` for "${label}", a label that was not there`);
          page.addresses.push(address);
        }
        await expectPage(client, page, 'after addresses were added');
      }
      for (const page of pages) {
        const [changed, removed, preferred] = page.addresses as [Address, Address, Address];
        const correction = another(chance, changed);
        await client.call('changeAddress', { customer: page.customer, ...correction });
        await client.call('removeAddress', { customer: page.customer, label: removed.label });
        await client.call('preferAddress', { customer: page.customer, label: preferred.label });
        page.preferred = preferred.label;
        page.addresses = [correction, ...page.addresses.slice(2)];
      }
      for (const page of pages)
        await expectPage(client, page, 'after one was corrected, one removed, one preferred');
    },
    chapter: 'one-to-many',
  });
});

check('both-survive', async ({ random, open }) => {
  const rig = await open();
  const page = await fill(rig, random, 0);
  const [first, second] = [drawAddress(random, 'Summer house'), drawAddress(random, 'Winter house')];
  await races(rig, {
    clients: {
      'one of the family': (client) => client.run('addAddress', { customer: page.customer, ...first }),
      'another one': (client) => client.run('addAddress', { customer: page.customer, ...second }),
    },
    async afterwards(after, results) {
      expect(results.map(endOf), 'what the two calls of addAddress threw').toEqual(['no error', 'no error']);
      const addresses = [...page.addresses, first, second];
      await expectPage(after, { ...page, addresses }, 'after two addresses were added at the same moment');
    },
    chapter: 'one-to-many',
  });
});

check('label-once', async ({ random, open }) => {
  const rig = await open();
  const page = await fill(rig, random, 1);
  const mine = drawAddress(random, 'Summer house');
  const theirs = another(random, mine);
  await races(rig, {
    clients: {
      'one of the family': (client) => client.run('addAddress', { customer: page.customer, ...mine }),
      'another one': (client) => client.run('addAddress', { customer: page.customer, ...theirs }),
    },
    async afterwards(after, results) {
      const ends = results.map(endOf);
      expect([...ends].sort(), 'what the two got who added different addresses under one label').toEqual([
        'AddressExists',
        'no error',
      ]);
      const addresses = [...page.addresses, ends[0] === 'no error' ? mine : theirs];
      await expectPage(after, { ...page, addresses }, 'after two addresses were added under one label');
    },
    chapter: 'one-to-many',
  });
});

check('twenty', async ({ random, open }) => {
  const rig = await open();
  const page = await fill(rig, random, ADDRESSES_MAX);
  const { customer } = page;
  const more = drawAddress(random, 'Summer house');
  await expectRefusal(rig, {
    name: 'addAddress',
    input: { customer, ...more },
    error: 'TooManyAddresses',
    because: 'when the customer has twenty addresses',
  });
  const [known, removed] = random.sample(page.addresses, 2) as [Address, Address];
  await expectDone(rig, 'addAddress', { customer, ...known }, ' for one of the twenty, word for word');
  await expectRefusal(rig, {
    name: 'addAddress',
    input: { customer, ...another(random, known) },
    error: 'AddressExists',
    because: 'for another address under the label of one of the twenty',
  });
  // Twice, so that a count which goes down at every call is found out.
  for (const time of ['', ' again'])
    await expectDone(rig, 'removeAddress', { customer, label: removed.label }, time);
  await expectDone(rig, 'addAddress', { customer, ...more }, ' after one of twenty was removed');
  const addresses = [...page.addresses.filter((address) => address !== removed), more];
  await expectPage(rig, { ...page, addresses }, 'after one of twenty was removed and another one added');
  await expectRefusal(rig, {
    name: 'addAddress',
    input: { customer, ...removed },
    error: 'TooManyAddresses',
    because: 'when there are twenty again',
  });
});

check('twenty-race', async ({ random, open }) => {
  const rig = await open();
  const page = await fill(rig, random, ADDRESSES_MAX - 1);
  const more = ['Summer house', 'Winter house', 'Tent'].map((label) => drawAddress(random, label));
  await races(rig, {
    clients: Object.fromEntries(
      more.map((address) => [
        `who adds ${address.label}`,
        (client: Client) => client.run('addAddress', { customer: page.customer, ...address }),
      ]),
    ),
    async afterwards(after, results) {
      const shown = await after.call<Page | null>('getCustomer', { customer: page.customer });
      const what = 'how many addresses there are after three were added to nineteen at the same moment';
      expect(shown?.addresses?.length, what).toBe(ADDRESSES_MAX);
      const ends = results.map(endOf);
      expect([...ends].sort(), 'what the three calls of addAddress threw').toEqual([
        'TooManyAddresses',
        'TooManyAddresses',
        'no error',
      ]);
      const addresses = [...page.addresses, more[ends.indexOf('no error')] as Address];
      await expectPage(
        after,
        { ...page, addresses },
        'after three were added to nineteen at the same moment',
      );
    },
    budget: 200,
    chapter: 'one-to-many',
  });
});

check('change-right', async ({ random, open }) => {
  const rig = await open();
  const page = await fill(rig, random, random.int(4, 8));
  const { customer } = page;
  const [changed, removed] = random.sample(page.addresses, 2) as [Address, Address];
  const correction = another(random, changed);

  await expectDone(rig, 'changeAddress', { customer, ...correction });
  await expectDone(rig, 'removeAddress', { customer, label: removed.label });

  const addresses = page.addresses
    .filter((address) => address !== removed)
    .map((address) => (address === changed ? correction : address));
  await expectPage(rig, { ...page, addresses }, 'after one address was corrected and one removed');
  const before = await rig.stored();
  for (const [whose, gone] of [
    ['of a customer', { customer, label: removed.label }],
    ['of nobody', { customer: random.id('none'), label: changed.label }],
  ] as const) {
    await expectDone(rig, 'removeAddress', gone, ` for an address ${whose} that is not there`);
    expect(
      await rig.stored(),
      `what is stored after an address ${whose} that is not there was removed`,
    ).toEqual(before);
    await expectRefusal(rig, {
      name: 'changeAddress',
      input: { ...drawAddress(random, gone.label), customer: gone.customer },
      error: 'NoSuchAddress',
      because: `for an address ${whose} that is not there`,
    });
  }
});

check('change-race', async ({ random, open }) => {
  const rig = await open();
  const page = await fill(rig, random, 4);
  const { customer } = page;
  const [removed, mine, theirs, kept] = page.addresses as [Address, Address, Address, Address];
  const corrections = [another(random, mine), another(random, theirs)] as const;
  await races(rig, {
    clients: {
      'one of the family': (client) => client.run('changeAddress', { customer, ...corrections[0] }),
      'another one': (client) => client.run('changeAddress', { customer, ...corrections[1] }),
      'a third one': (client) => client.run('removeAddress', { customer, label: removed.label }),
    },
    async afterwards(after, results) {
      expect(results.map(endOf), 'what two calls of changeAddress and one of removeAddress threw').toEqual([
        'no error',
        'no error',
        'no error',
      ]);
      const moment = `after ${mine.label} and ${theirs.label} were corrected while ${removed.label} was removed`;
      await expectPage(after, { ...page, addresses: [...corrections, kept] }, moment);
    },
    budget: 200,
    chapter: 'one-to-many',
  });
});

check('no-ghost', async ({ random, open }) => {
  const rig = await open();
  const page = await fill(rig, random, 2);
  const { customer } = page;
  const [gone, kept] = page.addresses as [Address, Address];
  await races(rig, {
    clients: {
      'who corrects it': (client) =>
        client.run('changeAddress', { customer, ...another(random.fork('c'), gone) }),
      'who removes it': (client) => client.run('removeAddress', { customer, label: gone.label }),
    },
    async afterwards(after, [change, removal]) {
      expect(endOf(removal), 'the error of removeAddress').toBe('no error');
      expect(['no error', 'NoSuchAddress'], 'the error of changeAddress').toContain(endOf(change));
      const moment = `after ${gone.label} was removed and corrected at the same moment`;
      await expectPage(after, { ...page, addresses: [kept] }, moment);
      // Nor does it come back in half.
      await add(after, customer, gone);
      await expectPage(after, page, `${moment}, and added anew`);
    },
    chapter: 'one-to-many',
  });
});

check('prefer-right', async ({ random, open }) => {
  const rig = await open();
  const page = await fill(rig, random, random.int(3, 6));
  const { customer } = page;
  for (const { label } of random.sample(page.addresses, 2)) {
    await expectDone(rig, 'preferAddress', { customer, label });
    page.preferred = label;
    await expectPage(rig, page, `after ${label} was preferred`);
  }
  await expectRefusal(rig, {
    name: 'removeAddress',
    input: { customer, label: page.preferred },
    error: 'PreferredAddress',
    because: 'for the address that is preferred',
  });
  for (const [whose, input] of [
    ['of a customer', { customer, label: 'Summer house' }],
    ['of nobody', { customer: random.id('none'), label: 'Home' }],
  ] as const)
    await expectRefusal(rig, {
      name: 'preferAddress',
      input,
      error: 'NoSuchAddress',
      because: `for an address ${whose} that is not there`,
    });
});

check('prefer-race', async ({ random, open }) => {
  const rig = await open();
  const page = await fill(rig, random, 2);
  const { customer } = page;
  const { label } = page.addresses[0] as Address;
  const whole = async (at: Caller, moment: string) => {
    const { preferred, addresses } = await at.call<Page>('getCustomer', { customer });
    const isThere = preferred === null || addresses.some((address) => address.label === preferred);
    const found = isThere ? 'none or one that is there' : `${preferred}, which is not there`;
    expect(found, `the preferred address ${moment}`).toBe('none or one that is there');
  };
  await races(rig, {
    clients: {
      'who prefers it': (client) => client.run('preferAddress', { customer, label }),
      'who removes it': (client) => client.run('removeAddress', { customer, label }),
    },
    invariant: (now) => whole(now, 'while one address was preferred and removed'),
    async afterwards(after, results) {
      await whole(after, 'after one address was preferred and removed');
      const ends = results.map(endOf);
      const right = ends[0] === 'no error' ? ['no error', 'PreferredAddress'] : ['NoSuchAddress', 'no error'];
      expect(ends.join(' and '), 'the errors of preferAddress and removeAddress').toBe(right.join(' and '));
    },
    chapter: 'one-to-many',
  });
});

check('cheap-writes', async ({ random, open }) => {
  const rig = await open();
  const page = await fill(rig, random, ADDRESSES_MAX - 1);
  const { customer } = page;
  const [changed, removed] = random.sample(page.addresses, 2) as [Address, Address];
  const [added, correction] = [drawAddress(random, 'Summer house'), another(random, changed)];
  const writes: [string, string, object][] = [
    ['add the twentieth address', 'addAddress', added],
    ['correct one of many', 'changeAddress', correction],
    ['remove one of many', 'removeAddress', { label: removed.label }],
    ['prefer one of many', 'preferAddress', { label: changed.label }],
  ];
  const measured = writes.map(([pattern, name, input]) => [
    pattern,
    {
      call: (client: Client) => client.run(name, { customer, ...input }),
      budget: () => ({ requests: 2, writeUnits: 8 }),
    },
  ]);
  await cost(rig, Object.fromEntries(measured));
  // Nothing is cheaper than a call that does nothing.
  for (const [, name, input] of writes) await expectDone(rig, name, { customer, ...input });
  const others = page.addresses.filter((address) => address !== changed && address !== removed);
  await expectPage(
    rig,
    { ...page, preferred: changed.label, addresses: [...others, correction, added] },
    'after one address was added, one corrected and preferred, and one removed',
  );
});

/** What DynamoDB or the net may do to one request, when the SDK then sends it again. */
const RETRIED = ['throttle', 'lost-reply', 'server-error'] as const;

check('reply-lost', async ({ random, open }) => {
  const rig = await open();
  const page = await fill(rig, random, 3);
  const { customer } = page;
  const [changed, removed, preferred] = random.shuffle(page.addresses) as [Address, Address, Address];
  const [added, correction] = [drawAddress(random, 'Summer house'), another(random, changed)];
  await faults(rig, {
    async work(client) {
      await expectDone(client, 'addAddress', { customer, ...added });
      await expectDone(client, 'changeAddress', { customer, ...correction });
      await expectDone(client, 'preferAddress', { customer, label: preferred.label });
      await expectDone(client, 'removeAddress', { customer, label: removed.label });
    },
    afterwards: (after) =>
      expectPage(
        after,
        { ...page, preferred: preferred.label, addresses: [added, correction, preferred] },
        'after one address was added, one corrected, one preferred and one removed',
      ),
    kinds: RETRIED,
    inARow: [1],
  });
});

check('stopped', async ({ random, open }) => {
  const rig = await open();
  // One is added that makes it twenty: what is counted twice would be refused.
  const page = await fill(rig, random, ADDRESSES_MAX - 1);
  const { customer } = page;
  const added = drawAddress(random, 'Summer house');
  await crashes(rig, {
    work: (client) => expectDone(client, 'addAddress', { customer, ...added }),
    afterwards: (after) =>
      expectPage(after, { ...page, addresses: [...page.addresses, added] }, 'after an address was added'),
  });
  const [removed, ...kept] = page.addresses as [Address, ...Address[]];
  await crashes(rig, {
    work: (client) => expectDone(client, 'removeAddress', { customer, label: removed.label }),
    async afterwards(after) {
      await expectPage(after, { ...page, addresses: kept }, 'after an address was removed');
      // There is room for two, and for no third.
      const copy = await after.fork();
      for (const label of ['Summer house', 'Winter house'])
        await add(copy, customer, drawAddress(random.fork(label), label));
      const third = await copy.run('addAddress', { customer, ...drawAddress(random.fork('third'), 'Tent') });
      expect(endOf(third), 'the error of addAddress for the third one after eighteen').toBe(
        'TooManyAddresses',
      );
    },
  });
});

check('stays-small', async ({ random, open }) => {
  const rig = await open();
  const { customer } = await fill(rig, random, 1);
  await limits(rig, {
    what: 'moves of one customer',
    volume: 10_000,
    async add(client, chance, number) {
      await add(client, customer, drawAddress(chance, `Flat ${number + 1}`));
      await client.call('changeAddress', { customer, ...drawAddress(chance, `Flat ${number + 1}`) });
      await client.call('removeAddress', { customer, label: `Flat ${number}` });
    },
    chapter: 'one-to-many',
  });
});

/** Few customers and labels, so that calls meet what others have done. */
const CUSTOMERS = ['c1', 'c1#Home', 'c2'];
const LABELS = ['Home', 'Office', 'no. 7', 'preferred'];

type Model = Map<string, Page>;

const FEW = ['Mill Lane 1', 'Ropewalk 2'];

const drawFew = (random: Random) => ({
  customer: random.pick(CUSTOMERS),
  label: random.pick(LABELS),
  street: random.pick(FEW),
  postcode: '26001',
  city: 'Harl',
  note: '',
});

const drawLabel = (random: Random) => ({ customer: random.pick(CUSTOMERS), label: random.pick(LABELS) });

const DONE: Answer = { result: undefined };

const found = (model: Model, customer: string, label: string) =>
  model.get(customer)?.addresses.find((address) => address.label === label);

function addTo(model: Model, { customer, ...address }: Address & { customer: string }): Answer {
  const page = model.get(customer);
  if (page === undefined) return { error: 'NoSuchCustomer' };
  const known = found(model, customer, address.label);
  if (known === undefined) page.addresses.push(address);
  return known === undefined || known.street === address.street ? DONE : { error: 'AddressExists' };
}

function removeFrom(model: Model, { customer, label }: { customer: string; label: string }): Answer {
  const page = model.get(customer);
  if (page === undefined || found(model, customer, label) === undefined) return DONE;
  if (page.preferred === label) return { error: 'PreferredAddress' };
  page.addresses = page.addresses.filter((address) => address.label !== label);
  return DONE;
}

check('any-order', async ({ open }) => {
  await oracle<Model>(await open(), {
    model: () => new Map(),
    operations: {
      register: {
        input: (random) => ({ customer: random.pick(CUSTOMERS), name: random.name() }),
        apply(model, person: BoxCustomer) {
          if (model.has(person.customer)) return { error: 'CustomerExists' };
          model.set(person.customer, { ...person, preferred: null, addresses: [] });
          return DONE;
        },
        weight: 2,
      },
      addAddress: { input: drawFew, apply: addTo, weight: 4 },
      changeAddress: {
        input: drawFew,
        apply(model, { customer, ...address }: Address & { customer: string }) {
          const known = found(model, customer, address.label);
          return known === undefined ? { error: 'NoSuchAddress' } : (Object.assign(known, address), DONE);
        },
      },
      removeAddress: { input: drawLabel, apply: removeFrom, weight: 2 },
      preferAddress: {
        input: drawLabel,
        apply(model, { customer, label }: { customer: string; label: string }) {
          if (found(model, customer, label) === undefined) return { error: 'NoSuchAddress' };
          (model.get(customer) as Page).preferred = label;
          return DONE;
        },
      },
      getCustomer: {
        input: (random) => ({ customer: random.pick(CUSTOMERS) }),
        apply: (model, { customer }: { customer: string }) => ({
          result: structuredClone(model.get(customer) ?? null),
        }),
        weight: 2,
      },
    },
    form: (result, operation) => (operation === 'getCustomer' ? inOrder(result) : result),
    steps: 24,
    chapter: 'one-to-many',
  });
});
