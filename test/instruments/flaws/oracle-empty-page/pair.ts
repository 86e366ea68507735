import { oracle } from '@keysmith/instruments';
import { ONE_TABLE, type FlawPair } from '../pair.ts';

interface Task {
  list: string;
  task: string;
}

/** Whether each task of the one list is done. */
type Tasks = Map<string, boolean>;

const list = 'garden';

export const pair: FlawPair = {
  instrument: 'oracle',
  flaw: 'a page loop that ends at the first empty page',
  tables: ONE_TABLE,
  // The fifth sequence is the first that asks for the open tasks while a whole page before them is done.
  shows: { broken: 1, tried: 5 },
  async check({ open }) {
    const rig = await open();
    const openOnes = (tasks: Tasks) => [...tasks.keys()].filter((task) => tasks.get(task) === false).sort();
    await oracle<Tasks>(rig, {
      model: () => new Map(),
      operations: {
        addTask: {
          weight: 2,
          input: (random) => ({ list, task: random.name() }),
          apply(tasks, { task }: Task) {
            tasks.set(task, false);
            return { result: undefined };
          },
        },
        finishTask: {
          weight: 2,
          // A list is worked off from its top, so that whole pages of it are done.
          input(_random, tasks) {
            const [task] = openOnes(tasks);
            return task === undefined ? undefined : { list, task };
          },
          apply(tasks, { task }: Task) {
            tasks.set(task, true);
            return { result: undefined };
          },
        },
        openTasks: {
          weight: 2,
          input: () => ({ list }),
          apply: (tasks) => ({ result: openOnes(tasks) }),
        },
      },
    });
  },
};
