import type { Random } from '@keysmith/instruments/random';
import { skewed } from './skew.ts';

/** A customer of Kistenweise, who bring boxes of vegetables to the door. */
export interface BoxCustomer {
  readonly customer: string;
  readonly name: string;
}

/** Where a box goes. The label is the customer's own word for the place, and tells the customer's addresses apart. */
export interface Address {
  readonly label: string;
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
  /** What the driver should know; mostly nothing. */
  readonly note: string;
}

/** More than these a customer may not keep. */
export const ADDRESSES_MAX = 20;

const LABELS = [
  'Home',
  'Office',
  'Mum & Dad',
  'Allotment, plot 14',
  "Jo's flat",
  'Nursery (mon/wed)',
  'Café Küste',
  'no. 7 upstairs',
  'Boat',
  'name',
];

const STREETS = [
  'Ropewalk',
  'Lindenallee',
  'Mill Lane',
  'Am alten Hafen',
  'Station Road',
  'Quai des Sources',
];
const CITIES = ['Harl', 'Sandoy', 'Ostmoor', 'Brack', 'Neu-Wieden'];

const NOTES = [
  '',
  'Leave it with the neighbour on the left.',
  'The bell does not work, please knock.',
  'Goods entrance, second gate. Somebody is there from seven on. The lift is broken, and the stairs are behind the ' +
    'bicycle racks; take the empty boxes back, please.',
];

/** Of a hundred customers about 60 keep one address, and one, a firm, keeps nearly as many as there may be. */
const COUNTS = [1, 1, 2, 1, 3, 2, 5, 18];

export function drawBoxCustomer(random: Random, customer = random.id('c').toLowerCase()): BoxCustomer {
  return { customer, name: `${random.name()} ${random.name()}` };
}

export function drawAddress(random: Random, label: string): Address {
  return {
    label,
    street: `${skewed(random, STREETS)} ${random.int(1, 180)}`,
    postcode: String(random.int(10_000, 99_999)),
    city: skewed(random, CITIES),
    note: skewed(random, NOTES),
  };
}

/** So many addresses of one customer, with different labels: at first those that everybody has, then those of a firm. */
export function drawAddresses(random: Random, count = skewed(random, COUNTS)): Address[] {
  const more = Array.from({ length: count }, (_, i) => `Branch ${i + 1}`);
  return [...LABELS, ...more].slice(0, count).map((label) => drawAddress(random, label));
}
