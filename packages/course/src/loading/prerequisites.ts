import { findCycles } from './cycles.ts';
import type { Report } from './source.ts';

/** A page or an exercise, as far as the order of reading is concerned. */
export interface Step {
  /** What others name it by as a prerequisite. */
  readonly id: string;
  readonly prerequisites: readonly string[];
  /** The file that lists the prerequisites. */
  readonly place: string;
}

/** Reports prerequisites that do not exist or wait for each other. `known` holds the id of every folder. */
export function reportPrerequisites(steps: readonly Step[], known: readonly string[], report: Report): void {
  for (const { id, prerequisites, place } of steps) {
    for (const wanted of prerequisites.filter((other) => !known.includes(other))) {
      report({
        code: 'prerequisite.unknown',
        place,
        rule: `Pages have pages as prerequisites, and exercises have exercises; "${id}" wants "${wanted}", which is none.`,
        remedy: `Name some of: ${known.filter((other) => other !== id).join(', ') || 'none, there is nothing else yet'}.`,
      });
    }
  }
  for (const cycle of findCycles(new Map(steps.map((step) => [step.id, step.prerequisites])))) {
    report({
      code: 'prerequisite.cycle',
      place: steps.find(({ id }) => id === cycle[0])?.place ?? '',
      rule: `Nothing can come before itself, and these do: ${[...cycle, cycle[0]].join(' → ')}.`,
      remedy: 'Take one of these out of the prerequisites.',
    });
  }
}
