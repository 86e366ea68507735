import { findCycles } from './cycles.ts';
import type { Report } from './source.ts';

/** A chapter or an exercise, as far as the order of reading is concerned. */
export interface Step {
  readonly slug: string;
  readonly prerequisites: readonly string[];
  /** The file that lists the prerequisites. */
  readonly place: string;
}

/** Reports prerequisites that do not exist or wait for each other. `known` holds every slug that a folder has. */
export function reportPrerequisites(steps: readonly Step[], known: readonly string[], report: Report): void {
  for (const { slug, prerequisites, place } of steps) {
    for (const wanted of prerequisites.filter((other) => !known.includes(other))) {
      report({
        code: 'prerequisite.unknown',
        place,
        rule: `A prerequisite is the slug of something of the same kind; "${slug}" wants "${wanted}", which is none.`,
        remedy: `Name some of: ${known.filter((other) => other !== slug).join(', ') || 'none, there is nothing else yet'}.`,
      });
    }
  }
  for (const cycle of findCycles(new Map(steps.map((step) => [step.slug, step.prerequisites])))) {
    report({
      code: 'prerequisite.cycle',
      place: steps.find(({ slug }) => slug === cycle[0])?.place ?? '',
      rule: `Nothing can come before itself, and these do: ${[...cycle, cycle[0]].join(' → ')}.`,
      remedy: 'Take one of these out of the prerequisites.',
    });
  }
}
