import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  GetCommand,
  PutCommand,
  ScanCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';
import { entryOf, playlistKey, PLAYLISTS_MAX, trackKey, TRACKS_MAX } from './table.ts';

/** A track as a playlist's page lists it. */
export interface Line {
  track: string;
  title: string;
  artist: string;
}

export interface PlaylistPage {
  playlist: string;
  name: string;
  slot: string;
  tracks: Line[];
}

/** A track as the host announces it. */
export interface Announcement extends Line {
  remark: string;
}

export interface TrackPage extends Announcement {
  playlists: { playlist: string; name: string }[];
}

/** Which track, on which playlist. */
export interface Place {
  playlist: string;
  track: string;
}

/** What a playlist copies of a track: nothing that can change. `at` keeps the order of adding. */
interface TrackCopy extends Line {
  at: string;
}

/** The two kinds of item. Each holds its short list as a map, by the others' ids. */
interface PlaylistItem {
  playlist: string;
  name: string;
  slot: string;
  tracks: Record<string, TrackCopy>;
}

interface TrackItem extends Announcement {
  playlists: Record<string, { playlist: string; name: string }>;
}

/** Enters a track. */
export async function createTrack(
  { client, tables }: Context,
  { track, title, artist, remark }: Announcement,
): Promise<void> {
  const Item = { ...trackKey(track), track, title, artist, remark, playlists: {} };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** Opens a playlist. */
export async function createPlaylist(
  { client, tables }: Context,
  { playlist, name, slot }: { playlist: string; name: string; slot: string },
): Promise<void> {
  const Item = { ...playlistKey(playlist), playlist, name, slot, tracks: {} };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** Puts a track on a playlist. Throws NoSuchPlaylist, NoSuchTrack, TrackIsThere, PlaylistFull or TrackEverywhere. */
export async function addTrack(context: Context, place: Place): Promise<void> {
  const at = context.newId();
  await insistently(context, async () => {
    const { holder, held } = await readBoth(context, place);
    if (Object.hasOwn(holder.tracks, entryOf(place.track))) throw named('TrackIsThere');
    if (Object.keys(holder.tracks).length >= TRACKS_MAX) throw named('PlaylistFull');
    if (Object.keys(held.playlists).length >= PLAYLISTS_MAX) throw named('TrackEverywhere');
    await enterOnBoth(context, place, {
      copy: { track: place.track, title: held.title, artist: held.artist, at },
      name: holder.name,
    });
  });
}

async function readBoth(
  context: Context,
  { playlist, track }: Place,
): Promise<{ holder: PlaylistItem; held: TrackItem }> {
  const [holder, held] = await Promise.all([
    read<PlaylistItem>(context, playlistKey(playlist)),
    read<TrackItem>(context, trackKey(track)),
  ]);
  if (holder === undefined) throw named('NoSuchPlaylist');
  if (held === undefined) throw named('NoSuchTrack');
  return { holder, held };
}

/** Writes both entries or none. What was read may have changed since, so the write asks again. */
async function enterOnBoth(
  { client, tables }: Context,
  { playlist, track }: Place,
  { copy, name }: { copy: TrackCopy; name: string },
): Promise<void> {
  const TableName = tables['main'];
  const ofPlaylist = {
    TableName,
    Key: playlistKey(playlist),
    UpdateExpression: 'SET tracks.#track = :copy',
    ConditionExpression: 'attribute_not_exists(tracks.#track) AND size(tracks) < :max',
    ExpressionAttributeNames: { '#track': entryOf(track) },
    ExpressionAttributeValues: { ':copy': copy, ':max': TRACKS_MAX },
  };
  const ofTrack = {
    TableName,
    Key: trackKey(track),
    UpdateExpression: 'SET playlists.#playlist = :copy',
    ConditionExpression: 'size(playlists) < :max',
    ExpressionAttributeNames: { '#playlist': entryOf(playlist) },
    ExpressionAttributeValues: { ':copy': { playlist, name }, ':max': PLAYLISTS_MAX },
  };
  await client.send(
    new TransactWriteCommand({ TransactItems: [{ Update: ofPlaylist }, { Update: ofTrack }] }),
  );
}

/** Takes a track off a playlist. Throws TrackNotThere. */
export async function takeOff(context: Context, { playlist, track }: Place): Promise<void> {
  const TableName = context.tables['main'];
  const ofPlaylist = {
    TableName,
    Key: playlistKey(playlist),
    UpdateExpression: 'REMOVE tracks.#track',
    ConditionExpression: 'attribute_exists(tracks.#track)',
    ExpressionAttributeNames: { '#track': entryOf(track) },
  };
  const ofTrack = {
    TableName,
    Key: trackKey(track),
    UpdateExpression: 'REMOVE playlists.#playlist',
    ConditionExpression: 'attribute_exists(playlists.#playlist)',
    ExpressionAttributeNames: { '#playlist': entryOf(playlist) },
  };
  await insistently(context, async () => {
    const removal = new TransactWriteCommand({
      TransactItems: [{ Update: ofPlaylist }, { Update: ofTrack }],
    });
    await context.client.send(removal).catch((error: unknown) => {
      if (isCancelledBy(error, 'ConditionalCheckFailed')) throw named('TrackNotThere');
      throw error;
    });
  });
}

/** The playlist with its tracks, in the order of adding; null if there is none. */
export async function getPlaylist(
  { client, tables }: Context,
  { playlist }: { playlist: string },
): Promise<PlaylistPage | null> {
  const { Item } = await client.send(
    new GetCommand({ TableName: tables['main'], Key: playlistKey(playlist) }),
  );
  if (Item === undefined) return null;
  const { name, slot, tracks } = Item as PlaylistItem;
  return { playlist, name, slot, tracks: linesOf(tracks) };
}

function linesOf(tracks: PlaylistItem['tracks']): Line[] {
  return Object.values(tracks)
    .sort((one, other) => (one.at < other.at ? -1 : 1))
    .map(({ track, title, artist }) => ({ track, title, artist }));
}

/** The track with the playlists that hold it; null if there is none. */
export async function getTrack(
  { client, tables }: Context,
  { track }: { track: string },
): Promise<TrackPage | null> {
  const { Item } = await client.send(new GetCommand({ TableName: tables['main'], Key: trackKey(track) }));
  if (Item === undefined) return null;
  const { title, artist, remark } = Item as TrackItem;
  const { Items = [] } = await client.send(
    new ScanCommand({
      TableName: tables['main'],
      FilterExpression: 'attribute_exists(tracks.#track)',
      ExpressionAttributeNames: { '#track': entryOf(track) },
    }),
  );
  const playlists = Items.map(({ playlist, name }) => ({ playlist, name })) as TrackPage['playlists'];
  return { track, title, artist, remark, playlists };
}

/** The track at a position (from 1) of a playlist, as it is now; null if there is none. */
export async function announce(
  context: Context,
  { playlist, position }: { playlist: string; position: number },
): Promise<Announcement | null> {
  const line = (await getPlaylist(context, { playlist }))?.tracks[position - 1];
  if (line === undefined) return null;
  // The copy says which track it is. What it says on air comes from the track, and not from a replica that is behind.
  const item = await read<TrackItem>(context, trackKey(line.track));
  return item === undefined ? null : { ...line, remark: item.remark };
}

/** Changes the remark of a track. Throws NoSuchTrack. */
export async function setRemark(
  { client, tables }: Context,
  { track, remark }: { track: string; remark: string },
): Promise<void> {
  const update = new UpdateCommand({
    TableName: tables['main'],
    Key: trackKey(track),
    UpdateExpression: 'SET remark = :remark',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':remark': remark },
  });
  await client.send(update).catch(refusalAs('NoSuchTrack'));
}

/** Changes the slot of a playlist. Throws NoSuchPlaylist. */
export async function setSlot(
  { client, tables }: Context,
  { playlist, slot }: { playlist: string; slot: string },
): Promise<void> {
  const update = new UpdateCommand({
    TableName: tables['main'],
    Key: playlistKey(playlist),
    UpdateExpression: 'SET slot = :slot',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':slot': slot },
  });
  await client.send(update).catch(refusalAs('NoSuchPlaylist'));
}

async function read<Item>({ client, tables }: Context, Key: { pk: string }): Promise<Item | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: tables['main'], Key, ConsistentRead: true }),
  );
  return Item as Item | undefined;
}

const ATTEMPTS_MAX = 8;
const FIRST_WAIT_MS = 25;

/**
 * Does the work again when its transaction was cancelled: because another one was at work on an item, or because what
 * had been read was no longer so. Then the work reads again, and finds out what to refuse.
 */
async function insistently({ sleep }: Context, work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; attempt < ATTEMPTS_MAX; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      await sleep(FIRST_WAIT_MS * 2 ** attempt);
    }
  }
  return work();
}

function isCancelledBy(error: unknown, code: string): boolean {
  return (
    error instanceof TransactionCanceledException &&
    (error.CancellationReasons ?? []).some(({ Code }) => Code === code)
  );
}

function named(name: string): Error {
  return Object.assign(new Error(name), { name });
}

/** Turns a refused condition into the exercise's own error. */
function refusalAs(name: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof ConditionalCheckFailedException) throw named(name);
    throw error;
  };
}
