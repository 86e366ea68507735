import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';
import { edgeKey, nodeKey, playlistNode, PLAYLISTS_MAX, trackNode, TRACKS_MAX } from './table.ts';

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

/** The nodes. Each counts its edges, so that a condition can refuse the one too many. */
interface PlaylistItem {
  playlist: string;
  name: string;
  slot: string;
  edges: number;
}

interface TrackItem extends Announcement {
  edges: number;
}

/** An edge copies what its two ends will never change. `at` keeps the order of adding. */
interface Edge extends Line {
  playlist: string;
  name: string;
  at: string;
}

/** Enters a track. */
export async function createTrack(
  { client, tables }: Context,
  { track, title, artist, remark }: Announcement,
): Promise<void> {
  const Item = { ...nodeKey(trackNode(track)), type: 'track', track, title, artist, remark, edges: 0 };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** Opens a playlist. */
export async function createPlaylist(
  { client, tables }: Context,
  { playlist, name, slot }: { playlist: string; name: string; slot: string },
): Promise<void> {
  const Item = { ...nodeKey(playlistNode(playlist)), type: 'playlist', playlist, name, slot, edges: 0 };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** Puts a track on a playlist. Throws NoSuchPlaylist, NoSuchTrack, TrackIsThere, PlaylistFull or TrackEverywhere. */
export async function addTrack(context: Context, { playlist, track }: Place): Promise<void> {
  const at = context.newId();
  await insistently(context, async () => {
    const [holder, held] = await Promise.all([
      read<PlaylistItem>(context, nodeKey(playlistNode(playlist))),
      read<TrackItem>(context, nodeKey(trackNode(track))),
    ]);
    if (holder === undefined) throw named('NoSuchPlaylist');
    if (held === undefined) throw named('NoSuchTrack');
    const { title, artist } = held;
    await putEdge(context, { playlist, name: holder.name, track, title, artist, at });
  });
}

/** What was refused, by the place of the action: the edge first, as a full playlist may hold the track. */
const REFUSALS = ['TrackIsThere', 'PlaylistFull', 'TrackEverywhere'];

async function putEdge({ client, tables }: Context, edge: Edge): Promise<void> {
  const TableName = tables['main'];
  const count = (node: string, max: number) => ({
    TableName,
    Key: nodeKey(node),
    UpdateExpression: 'ADD edges :one',
    ConditionExpression: 'edges < :max',
    ExpressionAttributeValues: { ':one': 1, ':max': max },
  });
  const put = {
    TableName,
    Item: { ...edgeKey(edge.playlist, edge.track), type: 'edge', ...edge },
    ConditionExpression: 'attribute_not_exists(pk)',
  };
  const TransactItems = [
    { Put: put },
    { Update: count(playlistNode(edge.playlist), TRACKS_MAX) },
    { Update: count(trackNode(edge.track), PLAYLISTS_MAX) },
  ];
  await client.send(new TransactWriteCommand({ TransactItems })).catch((error: unknown) => {
    const at = refusedAt(error);
    throw at < 0 ? error : named(REFUSALS[at] as string);
  });
}

/** Takes a track off a playlist. Throws TrackNotThere. */
export async function takeOff(context: Context, { playlist, track }: Place): Promise<void> {
  const TableName = context.tables['main'];
  const uncount = (node: string) => ({
    TableName,
    Key: nodeKey(node),
    UpdateExpression: 'ADD edges :less',
    ExpressionAttributeValues: { ':less': -1 },
  });
  const removal = {
    TableName,
    Key: edgeKey(playlist, track),
    ConditionExpression: 'attribute_exists(pk)',
  };
  await insistently(context, async () => {
    const TransactItems = [
      { Delete: removal },
      { Update: uncount(playlistNode(playlist)) },
      { Update: uncount(trackNode(track)) },
    ];
    await context.client.send(new TransactWriteCommand({ TransactItems })).catch((error: unknown) => {
      throw refusedAt(error) < 0 ? error : named('TrackNotThere');
    });
  });
}

/** The playlist with its tracks, in the order of adding; null if there is none. */
export async function getPlaylist(
  { client, tables }: Context,
  { playlist }: { playlist: string },
): Promise<PlaylistPage | null> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :playlist',
      ExpressionAttributeValues: { ':playlist': playlistNode(playlist) },
    }),
  );
  const node = Items.find((item) => item['type'] === 'playlist') as PlaylistItem | undefined;
  if (node === undefined) return null;
  return { playlist, name: node.name, slot: node.slot, tracks: linesOf(Items) };
}

function linesOf(items: Record<string, unknown>[]): Line[] {
  const edges = items.filter((item) => item['type'] === 'edge') as unknown as Edge[];
  return edges
    .sort((one, other) => (one.at < other.at ? -1 : 1))
    .map(({ track, title, artist }) => ({ track, title, artist }));
}

/** The track with the playlists that hold it; null if there is none. */
export async function getTrack(
  { client, tables }: Context,
  { track }: { track: string },
): Promise<TrackPage | null> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      IndexName: 'inverted',
      KeyConditionExpression: 'sk = :track',
      ExpressionAttributeValues: { ':track': trackNode(track) },
    }),
  );
  const node = Items.find((item) => item['type'] === 'track') as TrackItem | undefined;
  if (node === undefined) return null;
  const edges = Items.filter((item) => item['type'] === 'edge') as unknown as Edge[];
  const playlists = edges.map(({ playlist, name }) => ({ playlist, name }));
  return { track, title: node.title, artist: node.artist, remark: node.remark, playlists };
}

/** The track at a position (from 1) of a playlist, as it is now; null if there is none. */
export async function announce(
  context: Context,
  { playlist, position }: { playlist: string; position: number },
): Promise<Announcement | null> {
  const line = (await getPlaylist(context, { playlist }))?.tracks[position - 1];
  if (line === undefined) return null;
  // The copy says which track it is. What it says on air comes from the track, and not from a replica that is behind.
  const item = await read<TrackItem>(context, nodeKey(trackNode(line.track)));
  return item === undefined ? null : { ...line, remark: item.remark };
}

/** Changes the remark of a track. Throws NoSuchTrack. */
export async function setRemark(
  { client, tables }: Context,
  { track, remark }: { track: string; remark: string },
): Promise<void> {
  const update = new UpdateCommand({
    TableName: tables['main'],
    Key: nodeKey(trackNode(track)),
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
    Key: nodeKey(playlistNode(playlist)),
    UpdateExpression: 'SET slot = :slot',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':slot': slot },
  });
  await client.send(update).catch(refusalAs('NoSuchPlaylist'));
}

async function read<Item>(
  { client, tables }: Context,
  Key: { pk: string; sk: string },
): Promise<Item | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: tables['main'], Key, ConsistentRead: true }),
  );
  return Item as Item | undefined;
}

const ATTEMPTS_MAX = 8;
const FIRST_WAIT_MS = 25;

/**
 * Does the work again when its transaction was cancelled because another one was at work on an item; what a condition
 * refused has got a name of its own by then.
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

/** The place of the first action that a condition refused; -1 if none was. */
function refusedAt(error: unknown): number {
  if (!(error instanceof TransactionCanceledException)) return -1;
  return (error.CancellationReasons ?? []).findIndex(({ Code }) => Code === 'ConditionalCheckFailed');
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
