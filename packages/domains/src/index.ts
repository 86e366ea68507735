/** The worlds of the course. A chapter's code, an exercise's checks and a benchmark draw the same data from the same seed. */
export { createRandom as seeded, type Random } from '@keysmith/instruments/random';
export { drawPlace, drawShop, drawShops, type Place, type Shop } from './laundries.ts';
export { drawReport, drawReports, type Report } from './repairs.ts';
export { skewed } from './skew.ts';
