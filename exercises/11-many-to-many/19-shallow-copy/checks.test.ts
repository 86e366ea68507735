import { drawPlaylist, drawTrack, type Playlist, type Track } from '@keysmith/domains';
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
  units,
  type Client,
  type Random,
  type Rig,
  type Run,
} from '@keysmith/instruments';

const TRACKS_MAX = 12;
const PLAYLISTS_MAX = 10;

type Caller = Pick<Client, 'call'>;

/** What the station should hold: for each playlist the ids of its tracks, in the order of adding. */
interface Station {
  readonly playlists: readonly Playlist[];
  readonly tracks: readonly Track[];
  readonly held: Readonly<Record<string, readonly string[]>>;
}

const drawTracks = (random: Random, count: number) => Array.from({ length: count }, () => drawTrack(random));
const drawPlaylists = (random: Random, count: number) =>
  Array.from({ length: count }, () => drawPlaylist(random));

const idOf = (thing: Playlist | Track | undefined): string =>
  thing === undefined ? 'none' : 'track' in thing ? thing.track : thing.playlist;

async function enter(client: Caller, { playlists, tracks, held }: Station): Promise<void> {
  for (const track of tracks) await client.call('createTrack', track);
  for (const playlist of playlists) await client.call('createPlaylist', playlist);
  for (const { playlist } of playlists)
    for (const track of held[playlist] ?? []) await client.call('addTrack', { playlist, track });
}

function playlistPage({ tracks, held }: Station, playlist: Playlist) {
  const lines = (held[playlist.playlist] ?? []).map((id) => {
    const { track, title, artist } = tracks.find(({ track: own }) => own === id) as Track;
    return { track, title, artist };
  });
  return { ...playlist, tracks: lines };
}

function trackPage({ playlists, held }: Station, track: Track) {
  const own = playlists.filter(({ playlist }) => held[playlist]?.includes(track.track));
  return { ...track, playlists: own.map(({ playlist, name }) => ({ playlist, name })) };
}

/** A track's page with its playlists in one fixed order, since the brief leaves the order free. */
function inOrder(page: unknown): unknown {
  const playlists = (page as { playlists?: unknown } | null | undefined)?.playlists;
  if (!Array.isArray(playlists)) return page;
  const key = (entry: { playlist?: unknown } | null) => String(entry?.playlist);
  return { ...(page as object), playlists: playlists.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)) };
}

async function expectPages(client: Caller, station: Station, moment = ''): Promise<void> {
  for (const playlist of station.playlists) {
    const page = playlistPage(station, playlist);
    expect(
      await client.call('getPlaylist', { playlist: playlist.playlist }),
      `a playlist with ${page.tracks.length} tracks${moment}`,
    ).toEqual(page);
  }
  for (const track of station.tracks) {
    const page = trackPage(station, track);
    expect(
      inOrder(await client.call('getTrack', { track: track.track })),
      `a track on ${page.playlists.length} playlists${moment}`,
    ).toEqual(inOrder(page));
  }
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

/** A call that is measured, whose page is compared unless it threw: only what is right may be called cheap. */
function right(run: Run<unknown>, page: unknown, what: string): Run<unknown> {
  if (run.error === undefined) expect(inOrder(run.result), what).toEqual(inOrder(page));
  return run;
}

/** What a call threw, or "no error". */
const endOf = (run: unknown): string => (run as Run<unknown>).error?.name ?? 'no error';

/** What two calls threw, as one text that reads in a sentence, whoever of the two came first. */
const either = (ends: readonly string[]): string => ends.toSorted().join(' and ');

check('add-both-pages', async ({ random, open }) => {
  const rig = await open();
  const [playlists, tracks] = [drawPlaylists(random, 3), drawTracks(random, 5)];
  const [full, some] = playlists.map(idOf) as [string, string];
  const ids = tracks.map(idOf);
  // The third playlist holds nothing, and the last track of the first one is on no other.
  const held = { [full]: random.shuffle(ids), [some]: random.sample(ids.slice(0, -1), 3) };
  const station = { playlists, tracks, held };
  await enter(rig, station);
  await expectPages(rig, station);
  const missing = random.id('none');
  expect(await rig.call('getPlaylist', { playlist: missing }), 'a playlist that is not there').toBeNull();
  expect(await rig.call('getTrack', { track: missing }), 'a track that is not there').toBeNull();
});

check('any-id', async ({ random, open }) => {
  const rig = await open();
  await awkwardly(rig, {
    values: 'ids',
    async work(client, ids) {
      const chance = random.fork('station');
      const playlists = ids.map((id) => drawPlaylist(chance, id));
      const tracks = ids.map((id) => drawTrack(chance, id));
      // The first playlist holds all, the last one nothing; the same id is a track and a playlist.
      const held = Object.fromEntries(
        ids.map((id, at) => [id, chance.shuffle(ids.slice(at, at === 0 ? ids.length : -1))]),
      );
      const station = { playlists, tracks, held };
      await enter(client, station);
      await expectPages(client, station);
    },
    chapter: 'many-to-many',
  });
});

check('add-refused', async ({ random, open }) => {
  const rig = await open();
  const [[playlist], [track]] = [drawPlaylists(random, 1), drawTracks(random, 1)];
  const place = { playlist: idOf(playlist), track: idOf(track) };
  await enter(rig, { playlists: [playlist as Playlist], tracks: [track as Track], held: {} });
  const none = random.id('none');
  const refused = { name: 'addTrack' };
  await expectRefusal(rig, {
    ...refused,
    input: { ...place, playlist: none },
    error: 'NoSuchPlaylist',
    because: 'to a playlist that does not exist',
  });
  await expectRefusal(rig, {
    ...refused,
    input: { ...place, track: none },
    error: 'NoSuchTrack',
    because: 'of a track that does not exist',
  });
  const { error, trace } = await rig.run('addTrack', place);
  expect(error?.name ?? 'no error', 'what addTrack threw when both were there').toBe('no error');
  expect(trace).toTakeAtMostRequests(3);
  const station = { playlists: [playlist as Playlist], tracks: [track as Track] };
  await expectPages(rig, { ...station, held: { [place.playlist]: [place.track] } }, ' after addTrack');
  await expectRefusal(rig, {
    ...refused,
    input: place,
    error: 'TrackIsThere',
    because: 'of a track that the playlist holds',
  });
});

/** Two hosts call a function at the same moment, on a station that is as it should be before. */
async function twoHosts(
  rig: Rig,
  { name, inputs }: { name: string; inputs: readonly [unknown, unknown] },
  afterwards: (after: Rig, ends: readonly string[]) => Promise<void>,
): Promise<void> {
  await races(rig, {
    clients: {
      'one host': (client) => client.run(name, inputs[0]),
      'another host': (client) => client.run(name, inputs[1]),
    },
    afterwards: (after, runs) => afterwards(after, runs.map(endOf)),
  });
}

check('add-race', async ({ random, open }) => {
  const rig = await open();
  const [playlists, tracks] = [drawPlaylists(random, 1), drawTracks(random, 2)];
  const [playlist] = playlists.map(idOf) as [string];
  const [one, other] = tracks.map(idOf) as [string, string];
  await enter(rig, { playlists, tracks, held: {} });

  const same = { playlist, track: one };
  await twoHosts(rig, { name: 'addTrack', inputs: [same, same] }, async (after, ends) => {
    expect(either(ends), 'what two hosts got who added one track').toBe('TrackIsThere and no error');
    const station = { playlists, tracks, held: { [playlist]: [one] } };
    await expectPages(after, station, ' after two hosts added one track');
  });
  const inputs = [same, { playlist, track: other }] as const;
  await twoHosts(rig, { name: 'addTrack', inputs }, async (after, ends) => {
    expect(either(ends), 'what two hosts got who added different tracks').toBe('no error and no error');
    const page = await after.call<{ tracks: Track[] }>('getPlaylist', { playlist });
    expect(page.tracks.map(idOf).toSorted(), 'the tracks that two hosts added').toEqual(
      [one, other].toSorted(),
    );
    for (const track of tracks)
      expect(await after.call('getTrack', { track: track.track }), 'a track that was added').toEqual(
        trackPage({ playlists, tracks, held: { [playlist]: [one, other] } }, track),
      );
  });
});

/** One playlist of so many tracks, and one track on so many playlists, which do not concern each other. */
async function openLists(
  rig: Rig,
  random: Random,
  { tracks, playlists }: Record<'tracks' | 'playlists', number>,
) {
  const [holder, ...others] = drawPlaylists(random, playlists + 1) as [Playlist, ...Playlist[]];
  const [hit, ...rest] = drawTracks(random, tracks + 1) as [Track, ...Track[]];
  const held = {
    [holder.playlist]: rest.map(idOf),
    ...Object.fromEntries(others.map(({ playlist }) => [playlist, [hit.track]])),
  };
  const station = { playlists: [holder, ...others], tracks: [hit, ...rest], held } satisfies Station;
  await enter(rig, station);
  return { holder, hit, station };
}

/** The calls for the two pages. */
function pageCalls({ holder, hit, station }: Awaited<ReturnType<typeof openLists>>) {
  const [list, page] = [playlistPage(station, holder), trackPage(station, hit)];
  return {
    async playlist(client: Client) {
      const run = await client.run('getPlaylist', { playlist: holder.playlist });
      return right(run, list, `a playlist with ${list.tracks.length} tracks`);
    },
    async track(client: Client) {
      const run = await client.run('getTrack', { track: hit.track });
      return right(run, page, `a track on ${page.playlists.length} playlists`);
    },
  };
}

check('pages-one-request', async ({ random, open }) => {
  const rig = await open();
  const size = { tracks: random.int(6, 9), playlists: random.int(6, 9) };
  const calls = pageCalls(await openLists(rig, random, size));
  const budget = ({ bytes }: { bytes: number }) => ({
    requests: 1,
    readUnits: units.read(bytes, { consistent: true }),
  });
  for (const [of, call] of Object.entries(calls)) {
    const { trace } = await call(rig.client({ name: of }));
    expect(trace).toNeverScan();
    expect(trace).toNeverFilter();
  }
  await cost(rig, {
    [`playlist with ${size.tracks} tracks`]: { call: calls.playlist, budget },
    [`track on ${size.playlists} playlists`]: { call: calls.track, budget },
  });
});

check('pages-growth', async ({ random, open }) => {
  const rig = await open();
  const calls = pageCalls(await openLists(rig, random, { tracks: 4, playlists: 4 }));
  await growth(rig, {
    patterns: {
      'the page of a playlist': calls.playlist,
      'the page of a track': calls.track,
    },
    async unrelated(client, chance) {
      const [track, playlist] = [drawTrack(chance, chance.id('t')), drawPlaylist(chance, chance.id('pl'))];
      await client.call('createTrack', track);
      await client.call('createPlaylist', playlist);
      await client.call('addTrack', { playlist: playlist.playlist, track: track.track });
    },
    sizes: [100, 1000, 10_000],
    chapter: 'many-to-many',
  });
});

check('announce-now', async ({ random, open }) => {
  const rig = await open();
  const { holder, station } = await openLists(rig, random, { tracks: 3, playlists: 1 });
  const { playlist } = holder;
  const [, first, second] = station.tracks as [Track, Track, Track];
  const ask = (position: number) => rig.call('announce', { playlist, position });
  expect(await ask(1), 'the first track to announce').toEqual(first);
  expect(await ask(4), 'the track after the last one').toBeNull();
  const nowhere = await rig.call('announce', { playlist: random.id('none'), position: 1 });
  expect(nowhere, 'the first track of a playlist that does not exist').toBeNull();

  const news = { ...second, remark: 'in town on Friday' };
  await rig.call('setRemark', { track: news.track, remark: news.remark });
  const what = 'the announcement of a track whose remark was changed';
  expect(await ask(2), what).toEqual(news);
  const { trace, result } = await rig.run('announce', { playlist, position: 2 });
  expect(result, what).toEqual(news);
  expect(trace).toTakeAtMostRequests(2);
  const tracks = station.tracks.map((track) => (track === second ? news : track));
  await expectPages(rig, { ...station, tracks }, ' after a remark was changed');
});

check('announce-at-once', async ({ random, open }) => {
  const rig = await open();
  const { holder, station } = await openLists(rig, random, { tracks: 2, playlists: 0 });
  const [, first] = station.tracks as [Track, Track];
  await lag(rig, {
    async work(client) {
      await client.call('setRemark', { track: first.track, remark: 'in town on Friday' });
      const said = await client.call<Track | null>('announce', { playlist: holder.playlist, position: 1 });
      expect(said?.remark, 'the remark that is announced, right after setRemark').toBe('in town on Friday');
    },
    chapter: 'many-to-many',
  });
});

check('changes-small', async ({ random, open }) => {
  const rig = await open();
  const { holder, hit, station } = await openLists(rig, random, { tracks: 9, playlists: 9 });
  const moved = { ...holder, slot: 'Sun 21:00' };
  const remarked = { ...hit, remark: 'play it loud' };
  const runs = [
    await rig.run('setRemark', { track: hit.track, remark: remarked.remark }),
    await rig.run('setSlot', { playlist: holder.playlist, slot: moved.slot }),
  ];
  for (const { error, trace } of runs) {
    expect(error?.name ?? 'no error', 'what setRemark or setSlot threw').toBe('no error');
    expect(trace).toTakeAtMostRequests(1);
    expect(trace).toConsumeAtMostWriteUnits(4);
  }
  expect(await rig.call('getPlaylist', { playlist: holder.playlist }), 'a playlist in its new slot').toEqual(
    playlistPage(station, moved),
  );
  const page = inOrder(await rig.call('getTrack', { track: hit.track }));
  expect(page, 'a track with its new remark').toEqual(inOrder(trackPage(station, remarked)));
  const none = random.id('none');
  await expectRefusal(rig, {
    name: 'setRemark',
    input: { track: none, remark: 'who?' },
    error: 'NoSuchTrack',
    because: 'of a track that does not exist',
  });
  await expectRefusal(rig, {
    name: 'setSlot',
    input: { playlist: none, slot: 'Sun 21:00' },
    error: 'NoSuchPlaylist',
    because: 'of a playlist that does not exist',
  });
});

check('bounds-refused', async ({ random, open }) => {
  const rig = await open();
  const { holder, hit, station } = await openLists(rig, random, {
    tracks: TRACKS_MAX,
    playlists: PLAYLISTS_MAX,
  });
  const [fresh, show] = [drawTrack(random), drawPlaylist(random)];
  await enter(rig, { playlists: [show], tracks: [fresh], held: {} });
  await expectRefusal(rig, {
    name: 'addTrack',
    input: { playlist: holder.playlist, track: fresh.track },
    error: 'PlaylistFull',
    because: `to a playlist of ${TRACKS_MAX} tracks`,
  });
  await expectRefusal(rig, {
    name: 'addTrack',
    input: { playlist: show.playlist, track: hit.track },
    error: 'TrackEverywhere',
    because: `of a track on ${PLAYLISTS_MAX} playlists`,
  });
  const first = station.tracks[1]?.track;
  await rig.call('takeOff', { playlist: holder.playlist, track: first });
  const { error } = await rig.run('addTrack', { playlist: holder.playlist, track: fresh.track });
  expect(error?.name ?? 'no error', 'what addTrack threw once there was room again').toBe('no error');
});

check('bounds-race', async ({ random, open }) => {
  const rig = await open();
  const { holder, hit } = await openLists(rig, random, {
    tracks: TRACKS_MAX - 1,
    playlists: PLAYLISTS_MAX - 1,
  });
  const [tracks, shows] = [drawTracks(random, 2), drawPlaylists(random, 2)];
  await enter(rig, { playlists: shows, tracks, held: {} });

  const toHolder = tracks.map(({ track }) => ({ playlist: holder.playlist, track }));
  const ofHit = shows.map(({ playlist }) => ({ playlist, track: hit.track }));
  const lastTrack = { name: 'addTrack', inputs: toHolder as [unknown, unknown] };
  await twoHosts(rig, lastTrack, async (after, ends) => {
    expect(either(ends), `what two hosts got who each added track ${TRACKS_MAX} of a playlist`).toBe(
      'PlaylistFull and no error',
    );
    const page = await after.call<{ tracks: unknown[] }>('getPlaylist', { playlist: holder.playlist });
    expect(page.tracks.length, 'tracks on the playlist afterwards').toBe(TRACKS_MAX);
  });
  const lastShow = { name: 'addTrack', inputs: ofHit as [unknown, unknown] };
  await twoHosts(rig, lastShow, async (after, ends) => {
    expect(either(ends), `what two hosts got who each put a track on playlist ${PLAYLISTS_MAX}`).toBe(
      'TrackEverywhere and no error',
    );
    const page = await after.call<{ playlists: unknown[] }>('getTrack', { track: hit.track });
    expect(page.playlists.length, 'playlists of the track afterwards').toBe(PLAYLISTS_MAX);
  });
});

check('off-both-pages', async ({ random, open }) => {
  const rig = await open();
  const [playlists, tracks] = [drawPlaylists(random, 2), drawTracks(random, 4)];
  const ids = tracks.map(idOf);
  const [own, other] = playlists.map(idOf) as [string, string];
  await enter(rig, { playlists, tracks, held: { [own]: ids, [other]: ids } });
  const track = random.pick(ids);

  const { error, trace } = await rig.run('takeOff', { playlist: own, track });

  expect(error?.name ?? 'no error', 'what takeOff threw').toBe('no error');
  expect(trace).toTakeAtMostRequests(2);
  const held = { [own]: ids.filter((id) => id !== track), [other]: ids };
  await expectPages(rig, { playlists, tracks, held }, ' after one was taken off');
  await expectRefusal(rig, {
    name: 'takeOff',
    input: { playlist: own, track },
    error: 'TrackNotThere',
    because: 'of a track that was taken off already',
  });
});

check('off-race', async ({ random, open }) => {
  const rig = await open();
  const [playlists, tracks] = [drawPlaylists(random, 1), drawTracks(random, 5)];
  const [playlist] = playlists.map(idOf) as [string];
  const ids = tracks.map(idOf);
  await enter(rig, { playlists, tracks, held: { [playlist]: ids.slice(0, 4) } });
  const [gone, too] = random.sample([0, 1, 2], 2).map((at) => ids[at] as string) as [string, string];

  const inputs = [
    { playlist, track: gone },
    { playlist, track: too },
  ] as const;
  await twoHosts(rig, { name: 'takeOff', inputs }, async (after, ends) => {
    expect(either(ends), 'what two hosts got who took off different tracks').toBe('no error and no error');
    const held = { [playlist]: ids.slice(0, 4).filter((id) => id !== gone && id !== too) };
    await expectPages(after, { playlists, tracks, held }, ' after two hosts took off one each');
  });
  await races(rig, {
    clients: {
      'one host': (client) => client.run('takeOff', inputs[0]),
      'another host': (client) => client.run('addTrack', { playlist, track: ids[4] }),
    },
    async afterwards(after, runs) {
      const what = 'what a host who took off and one who added got';
      expect(runs.map(endOf).join(' and '), what).toBe('no error and no error');
      const held = { [playlist]: [...ids.slice(0, 4).filter((id) => id !== gone), ids[4] as string] };
      await expectPages(after, { playlists, tracks, held }, ' after one was taken off while one was added');
    },
  });
});

/** Which of the two pages show that the track is on the playlist, in words. */
async function shownOn(client: Caller, playlist: string, track: string): Promise<string> {
  const list = await client.call<{ tracks: Track[] }>('getPlaylist', { playlist });
  const page = await client.call<{ playlists: Playlist[] }>('getTrack', { track });
  const onList = list.tracks.some((own) => own.track === track);
  const onPage = page.playlists.some((own) => own.playlist === playlist);
  if (onList === onPage) return onList ? 'both pages' : 'neither page';
  return onList ? 'only the page of the playlist' : 'only the page of the track';
}

check('crash-agrees', async ({ random, open }) => {
  const rig = await open();
  const [playlists, tracks] = [drawPlaylists(random, 1), drawTracks(random, 2)];
  const [playlist] = playlists.map(idOf) as [string];
  const [added, held] = tracks.map(idOf) as [string, string];
  await enter(rig, { playlists, tracks, held: { [playlist]: [held] } });
  await crashes(rig, {
    work: (client) => client.run('addTrack', { playlist, track: added }),
    async afterwards(after) {
      const pages = await shownOn(after, playlist, added);
      expect(pages, 'what shows the track on the playlist, once addTrack was called again').toBe(
        'both pages',
      );
    },
    chapter: 'many-to-many',
  });
  await crashes(rig, {
    work: (client) => client.run('takeOff', { playlist, track: held }),
    async afterwards(after) {
      const pages = await shownOn(after, playlist, held);
      expect(pages, 'what shows the track on the playlist, once takeOff was called again').toBe(
        'neither page',
      );
    },
    chapter: 'many-to-many',
  });
});

check('busy-table', async ({ random, open }) => {
  const rig = await open();
  const [playlists, tracks] = [drawPlaylists(random, 1), drawTracks(random, 2)];
  const [playlist] = playlists.map(idOf) as [string];
  const [added, held] = tracks.map(idOf) as [string, string];
  await enter(rig, { playlists, tracks, held: { [playlist]: [held] } });
  await faults(rig, {
    async work(client) {
      await client.call('addTrack', { playlist, track: added });
      await client.call('takeOff', { playlist, track: held });
    },
    async afterwards(after) {
      const now = { playlists, tracks, held: { [playlist]: [added] } };
      await expectPages(after, now, ' although DynamoDB was busy');
    },
    kinds: ['throttle', 'lost-reply', 'conflict'],
  });
});

check('any-order', async ({ random, open }) => {
  const id = random.id('x').toLowerCase();
  const ids = [id, `${id}#${id}`];
  const playlists = ids.map((own) => drawPlaylist(random, own));
  const tracks = ids.map((own) => drawTrack(random, own));
  const rig = await open();
  await enter(rig, { playlists, tracks, held: {} });
  const draw = (chance: Random) => ({ playlist: chance.pick(ids), track: chance.pick(ids) });
  interface Model {
    held: Record<string, string[]>;
    remarks: Map<string, string>;
  }
  const now = ({ held, remarks }: Model): Station => ({
    playlists,
    tracks: tracks.map((track) => ({ ...track, remark: remarks.get(track.track) ?? track.remark })),
    held,
  });
  await oracle<Model>(rig, {
    model: () => ({ held: {}, remarks: new Map() }),
    operations: {
      addTrack: {
        input: draw,
        apply({ held }, { playlist, track }: { playlist: string; track: string }) {
          const own = (held[playlist] ??= []);
          if (own.includes(track)) return { error: 'TrackIsThere' };
          own.push(track);
          return { result: undefined };
        },
        weight: 3,
      },
      takeOff: {
        input: draw,
        apply({ held }, { playlist, track }: { playlist: string; track: string }) {
          const own = held[playlist] ?? [];
          if (!own.includes(track)) return { error: 'TrackNotThere' };
          held[playlist] = own.filter((each) => each !== track);
          return { result: undefined };
        },
        weight: 2,
      },
      setRemark: {
        input: (chance) => ({ track: chance.pick(ids), remark: chance.name() }),
        apply({ remarks }, { track, remark }: { track: string; remark: string }) {
          remarks.set(track, remark);
          return { result: undefined };
        },
      },
      getPlaylist: {
        input: (chance) => ({ playlist: chance.pick(ids) }),
        apply: (model, { playlist }: { playlist: string }) => ({
          result: playlistPage(now(model), playlists[ids.indexOf(playlist)] as Playlist),
        }),
        weight: 2,
      },
      getTrack: {
        input: (chance) => ({ track: chance.pick(ids) }),
        apply(model, { track }: { track: string }) {
          const station = now(model);
          return { result: inOrder(trackPage(station, station.tracks[ids.indexOf(track)] as Track)) };
        },
        weight: 2,
      },
    },
    form: inOrder,
    runs: 10,
    steps: 14,
    chapter: 'many-to-many',
  });
});
