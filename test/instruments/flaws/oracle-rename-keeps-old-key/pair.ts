import { oracle } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

interface Contact {
  name: string;
  phone: string;
}

/** Phone numbers by name. */
type Contacts = Map<string, string>;

const NAMES = ['Ana', 'Ben', 'Cleo', 'Dora'];

export const pair: FlawPair = {
  instrument: 'oracle',
  flaw: 'a change of a key that leaves the old item behind',
  tables: ONE_TABLE,
  // The first sequence renames somebody and asks for the contacts later.
  shows: { broken: 1, tried: 1 },
  async check({ open }) {
    const rig = await open();
    await oracle<Contacts>(rig, {
      model: () => new Map(),
      operations: {
        addContact: {
          input: (random) => ({ name: random.pick(NAMES), phone: String(random.int(100, 999)) }),
          apply(contacts, { name, phone }: Contact) {
            contacts.set(name, phone);
            return { result: undefined };
          },
        },
        rename: {
          input(random, contacts) {
            const free = NAMES.filter((name) => !contacts.has(name));
            if (contacts.size === 0 || free.length === 0) return undefined;
            return { from: random.pick([...contacts.keys()]), to: random.pick(free) };
          },
          apply(contacts, { from, to }: { from: string; to: string }) {
            contacts.set(to, contacts.get(from) as string);
            contacts.delete(from);
            return { result: undefined };
          },
        },
        contacts: {
          input: () => ({}),
          apply: (contacts) => ({ result: [...contacts].map(([name, phone]) => `${name} ${phone}`).sort() }),
        },
      },
    });
  },
};
