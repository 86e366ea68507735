import type { Context } from '@keysmith/instruments/context';

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

/** Enters a track. */
export async function createTrack(_context: Context, _input: Announcement): Promise<void> {
  throw new Error('Implement createTrack in access.ts');
}

/** Opens a playlist. */
export async function createPlaylist(
  _context: Context,
  _input: { playlist: string; name: string; slot: string },
): Promise<void> {
  throw new Error('Implement createPlaylist in access.ts');
}

/** Puts a track on a playlist. Throws NoSuchPlaylist, NoSuchTrack, TrackIsThere, PlaylistFull or TrackEverywhere. */
export async function addTrack(_context: Context, _input: Place): Promise<void> {
  throw new Error('Implement addTrack in access.ts');
}

/** Takes a track off a playlist. Throws TrackNotThere. */
export async function takeOff(_context: Context, _input: Place): Promise<void> {
  throw new Error('Implement takeOff in access.ts');
}

/** The playlist with its tracks, in the order of adding; null if there is none. */
export async function getPlaylist(
  _context: Context,
  _input: { playlist: string },
): Promise<PlaylistPage | null> {
  throw new Error('Implement getPlaylist in access.ts');
}

/** The track with the playlists that hold it; null if there is none. */
export async function getTrack(_context: Context, _input: { track: string }): Promise<TrackPage | null> {
  throw new Error('Implement getTrack in access.ts');
}

/** The track at a position (from 1) of a playlist, as it is now; null if there is none. */
export async function announce(
  _context: Context,
  _input: { playlist: string; position: number },
): Promise<Announcement | null> {
  throw new Error('Implement announce in access.ts');
}

/** Changes the remark of a track. Throws NoSuchTrack. */
export async function setRemark(_context: Context, _input: { track: string; remark: string }): Promise<void> {
  throw new Error('Implement setRemark in access.ts');
}

/** Changes the slot of a playlist. Throws NoSuchPlaylist. */
export async function setSlot(_context: Context, _input: { playlist: string; slot: string }): Promise<void> {
  throw new Error('Implement setSlot in access.ts');
}
