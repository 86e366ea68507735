import type { Random } from '@keysmith/instruments/random';
import { skewed } from './skew.ts';

/** A track in the archive of Kofferradio, a station run by volunteers. Title and artist are final, the remark is not. */
export interface Track {
  readonly track: string;
  readonly title: string;
  readonly artist: string;
  /** What the host should know or say: it changes with every piece of news. */
  readonly remark: string;
}

/** The playlist of a show. Its name is final, its slot in the programme is not. */
export interface Playlist {
  readonly playlist: string;
  readonly name: string;
  readonly slot: string;
}

const REMARKS = [
  'recorded in one take',
  'fade out before the talking begins',
  'the singer lives round the corner',
  'new album in March',
  'say the name right: two syllables',
];

const ARTISTS = ['Die Laternen', 'Ada Noor', 'The Night Ferry', 'Plum & Salt', 'Otis Vik', 'Chor der Weiche'];

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** A track; a few artists have recorded most of them. */
export function drawTrack(random: Random, track = random.id('t').toLowerCase()): Track {
  const title = `${random.name()} ${random.pick(['in the Rain', 'Again', 'No. 5', 'at Dawn', 'Blues'])}`;
  return { track, title, artist: skewed(random, ARTISTS), remark: random.pick(REMARKS) };
}

export function drawPlaylist(random: Random, playlist = random.id('pl').toLowerCase()): Playlist {
  const name = `${random.name()} ${random.pick(['Hour', 'Matinee', 'Late Shift', 'on Vinyl'])}`;
  return { playlist, name, slot: `${random.pick(DAYS)} ${random.int(6, 23)}:00` };
}
