import type { CheckSpec } from '@keysmith/instruments/host';
import type { JobPlan } from './messages.ts';

/**
 * The checks that a job is about, in the manifest's order: those of `only` and those that they need, since a check whose
 * need did not pass is skipped. All of them where there is no `only`.
 */
export function chosenSpecs({ specs, only }: Pick<JobPlan, 'specs' | 'only'>): readonly CheckSpec[] {
  if (only === undefined) return specs;
  const chosen = new Set(only);
  // A set gives also what is added to it on the way.
  for (const id of chosen) specs.find((spec) => spec.id === id)?.needs.forEach((need) => chosen.add(need));
  return specs.filter(({ id }) => chosen.has(id));
}
