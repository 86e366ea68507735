import { factsSchema, type Fact, type Facts } from '../schemas/facts.ts';
import { fit, parseYaml, type DataFile } from './data-file.ts';
import type { Source } from './source.ts';

/** Where the figures stand. */
export const FACTS_PLACE = 'chapters/facts.yaml';

/** The facts by key, or undefined after a report; then no page is judged for the keys that it cites. */
export async function readFacts(source: Source): Promise<Facts | undefined> {
  const text = await source.read(FACTS_PLACE);
  if (text === undefined) {
    source.report({
      code: 'facts.missing',
      place: FACTS_PLACE,
      rule: 'Every figure that pages print comes from this file, and it is not there.',
      remedy:
        'Write it; packages/course/src/schemas/facts.ts says what a fact holds, and `{}` means no facts yet.',
    });
    return undefined;
  }
  const schemaFile = 'packages/course/src/schemas/facts.ts';
  const file: DataFile = { place: FACTS_PLACE, text, area: 'facts', schemaFile, report: source.report };
  const value = parseYaml(file);
  return value === undefined ? undefined : fit(factsSchema, value, file);
}

/** The last day on which a fact may be cited without being compared with its source again. */
export function lastGoodDay(fact: Fact): string {
  const day = new Date(`${fact.checked}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + fact.goodForDays);
  return day.toISOString().slice(0, 10);
}
