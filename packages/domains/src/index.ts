/** The worlds of the course. A chapter's code, an exercise's checks and a benchmark draw the same data from the same seed. */
export { createRandom as seeded, type Random } from '@keysmith/instruments/random';
export { drawChoirs, type Choir, type Choirs, type Membership, type Singer } from './choirs.ts';
export { drawHarbour, type Berth, type Harbour } from './harbours.ts';
export { drawNeighbour, drawNotice, type Neighbour, type Notice } from './notice-board.ts';
export { drawPlaylist, drawTrack, type Playlist, type Track } from './radio.ts';
export { skewed } from './skew.ts';
