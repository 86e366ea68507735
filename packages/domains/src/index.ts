/** The worlds of the course. A chapter's code, an exercise's checks and a benchmark draw the same data from the same seed. */
export { createRandom as seeded, type Random } from '@keysmith/instruments/random';
export {
  ADDRESSES_MAX,
  drawAddress,
  drawAddresses,
  drawBoxCustomer,
  type Address,
  type BoxCustomer,
} from './box-customers.ts';
export {
  drawCourse,
  drawLessons,
  drawTeacher,
  type Course,
  type Lesson,
  type Teacher,
} from './evening-school.ts';
export { drawChoirs, type Choir, type Choirs, type Membership, type Singer } from './choirs.ts';
export { drawHarbour, type Berth, type Harbour } from './harbours.ts';
export { drawPlace, drawShop, drawShops, type Place, type Shop } from './laundries.ts';
export { drawReport, drawReports, type Report } from './repairs.ts';
export { drawNeighbour, drawNotice, type Neighbour, type Notice } from './notice-board.ts';
export { drawPlaylist, drawTrack, type Playlist, type Track } from './radio.ts';
export { skewed } from './skew.ts';
export {
  drawColleague,
  drawDay,
  drawOperaHouse,
  TIE_TYPES,
  type Colleague,
  type OperaHouse,
  type Tie,
  type TieType,
} from './opera.ts';
