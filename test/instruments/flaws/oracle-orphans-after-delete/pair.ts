import { expect, oracle } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

type Folders = Map<string, Set<string>>;

export const pair: FlawPair = {
  instrument: 'oracle',
  flaw: 'a delete that leaves children behind',
  tables: ONE_TABLE,
  shows: { broken: 1, tried: 3 },
  async check({ open }) {
    const rig = await open();
    await oracle<Folders>(rig, {
      model: () => new Map(),
      operations: {
        createFolder: {
          input: (random) => ({ folder: random.pick(['bills', 'maps', 'songs']) }),
          apply(folders, { folder }: { folder: string }) {
            if (!folders.has(folder)) folders.set(folder, new Set());
            return { result: undefined };
          },
        },
        addNote: {
          input: (random, folders) =>
            folders.size === 0
              ? undefined
              : { folder: random.pick([...folders.keys()]), note: random.pick(['one', 'two', 'three']) },
          apply(folders, { folder, note }: { folder: string; note: string }) {
            folders.get(folder)?.add(note);
            return { result: undefined };
          },
        },
        deleteFolder: {
          input: (random) => ({ folder: random.pick(['bills', 'maps', 'songs']) }),
          apply(folders, { folder }: { folder: string }) {
            folders.delete(folder);
            return { result: undefined };
          },
        },
        notesIn: {
          weight: 2,
          input: (random) => ({ folder: random.pick(['bills', 'maps', 'songs']) }),
          apply: (folders, { folder }: { folder: string }) => ({
            result: [...(folders.get(folder) ?? [])].sort(),
          }),
        },
      },
      invariant: async (at, folders) => {
        const notes = [...folders.values()].reduce((sum, own) => sum + own.size, 0);
        expect(await at.items(), 'everything that is stored').toHaveLength(folders.size + notes);
      },
    });
  },
};
