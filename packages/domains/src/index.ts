/** The worlds of the course. A chapter's code, an exercise's checks and a benchmark draw the same data from the same seed. */
export { createRandom as seeded, type Random } from '@keysmith/instruments/random';
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
