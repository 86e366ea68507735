import { versions } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

interface Profile {
  name: string;
  city: string;
}

export const pair: FlawPair = {
  instrument: 'versions',
  flaw: 'a new version that loses what it does not know',
  tables: ONE_TABLE,
  shows: { broken: 1, tried: 3 },
  async check({ open }) {
    const rig = await open();
    await versions<Map<string, Profile>>(rig, {
      old: 'before.ts',
      new: 'access.ts',
      model: () => new Map(),
      operations: {
        save: {
          input: (random) => ({ id: random.pick(['a', 'b']), name: random.name(), city: random.name() }),
          apply(profiles, { id, ...profile }: Profile & { id: string }) {
            profiles.set(id, profile);
            return { result: undefined };
          },
        },
        rename: {
          input: (random, profiles) =>
            profiles.size === 0 ? undefined : { id: random.pick([...profiles.keys()]), name: random.name() },
          apply(profiles, { id, name }: { id: string; name: string }) {
            profiles.set(id, { ...(profiles.get(id) as Profile), name });
            return { result: undefined };
          },
        },
        load: {
          input: (random) => ({ id: random.pick(['a', 'b']) }),
          apply: (profiles, { id }: { id: string }) => ({ result: profiles.get(id) ?? null }),
        },
      },
    });
  },
};
