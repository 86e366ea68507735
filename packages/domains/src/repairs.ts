import type { Random } from '@keysmith/instruments/random';
import { skewed } from './skew.ts';

/** What a resident tells the housing association through Klinke, a help desk for houses. */
export interface Report {
  /** Who reports it. */
  user: string;
  /** The housing association that owns the house. */
  org: string;
  subject: string;
  text: string;
  /** 1 to 10, 10 the most urgent. */
  urgency: number;
}

const THINGS = [
  'Lift',
  'Radiator',
  'Front door',
  'Cellar light',
  'Water heater',
  'Letter box',
  'Gutter',
  'Intercom',
];
const FAULTS = ['stuck', 'makes a noise', 'leaks', 'does not close', 'flickers', 'is cold', 'smells'];
const SENTENCES = [
  'It began on Sunday evening.',
  'The neighbours on the second floor have the same.',
  'A note hangs at the door, but nobody has come.',
  'Please ring twice, the bell is weak.',
  'It is worse when it rains.',
  'The caretaker has seen it and shrugged.',
  'I work nights and sleep until two.',
];

/** Most reports can wait, and a few cannot. */
const URGENCIES = [3, 2, 5, 1, 4, 7, 6, 8, 10, 9];

/** So many characters of what somebody wrote, all of them ASCII. */
function drawText(random: Random, length: number): string {
  let text = '';
  while (text.length < length) text += `${random.pick(SENTENCES)} `;
  return text.slice(0, length);
}

interface Wanted {
  readonly user?: string;
  readonly org?: string;
  /** Characters of the text; 100 to 600 unless it is given. */
  readonly length?: number;
}

/** A report by a drawn user of a drawn association, or by a given one. */
export function drawReport(random: Random, wanted: Wanted = {}): Report {
  const user = wanted.user ?? random.id('u');
  const org = wanted.org ?? random.id('o');
  const floor = random.int(1, 9);
  return {
    user,
    org,
    subject: `${random.pick(THINGS)} on floor ${floor} ${random.pick(FAULTS)}`,
    text: drawText(random, wanted.length ?? random.int(100, 600)),
    urgency: skewed(random, URGENCIES),
  };
}

/** So many reports by the residents of twelve associations: the largest has a third of them, and some residents report a lot. */
export function drawReports(random: Random, count: number): Report[] {
  const orgs = Array.from({ length: 12 }, () => random.id('o'));
  const users = orgs.map(() => Array.from({ length: 40 }, () => random.id('u')));
  return Array.from({ length: count }, () => {
    const at = skewed(random, [...orgs.keys()]);
    return drawReport(random, {
      org: orgs[at] as string,
      user: skewed(random, users[at] as string[]),
    });
  });
}
