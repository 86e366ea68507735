import { FlawError, PropertyError } from '../checks/failure.ts';
import { chartOf } from '../picture/line-chart.ts';
import { insideOf, type Rig } from '../rig/rig.ts';
import { curveTable, MEASURES, type Growth, type Pattern } from './curve.ts';
import { growRelated, type Related } from './related.ts';
import { growUnrelated, type MakeUnrelated } from './unrelated.ts';

export interface GrowthOptions {
  /** The calls that are measured at each size: `{ 'list members': (client) => client.run('listMembers', input) }`. */
  readonly patterns: Readonly<Record<string, Pattern>>;
  /**
   * Makes one unit of data through the learner's own functions, which the patterns have nothing to do with: they must
   * cost the same however much there is of it. A few units are made so; the rest are copies of what these wrote, with
   * other identifiers, so that a hundred thousand items take a second and not a minute.
   */
  readonly unrelated?: MakeUnrelated;
  /** Items that are there at each measurement of unrelated data; 1,000, 10,000 and 100,000 unless they are given. */
  readonly sizes?: readonly number[];
  /** Makes more of what the patterns are about: they may cost more by what they return more, and by nothing else. */
  readonly related?: Related;
  /** The chapter that explains it; "three-kinds-of-call" unless it is given. */
  readonly chapter?: string;
}

/**
 * Makes the same calls while there is more and more data, and looks at how their requests and units grow.
 *
 * @throws {FlawError} for the first pattern that grows more than it may, with a picture of the curve.
 */
export async function growth(rig: Rig, options: GrowthOptions): Promise<void> {
  const { trial } = insideOf(rig);
  trial.log.nextInstrument();
  const { patterns, unrelated, sizes, related } = options;
  const growths: Growth[] = [];
  if (unrelated !== undefined) growths.push(await growUnrelated(rig, { patterns, unrelated, sizes }));
  if (related !== undefined) growths.push(await growRelated(rig, { patterns, related }));
  if (growths.length === 0)
    throw new Error('growth needs `unrelated` or `related`: there is nothing to grow');
  const tried = growths.flatMap(({ curves }) => curves).length;
  const flaws = growths.flatMap((growth) => flawsOf(growth, options));
  trial.log.count({ instrument: 'growth', tried, broken: flaws.length });
  if (flaws[0] !== undefined) throw flaws[0];
  for (const { passed } of growths) trial.log.measured(passed);
}

function flawsOf(growth: Growth, { chapter = 'three-kinds-of-call' }: GrowthOptions): FlawError[] {
  return growth.curves.flatMap((curve) => {
    const { pattern, points, broken } = curve;
    if (broken === undefined) return [];
    const measure = MEASURES[broken];
    const svg = chartOf({
      title: `${measure} of "${pattern}" by ${growth.counted}`,
      x: points.map(({ count }) => count),
      y: points.map((point) => point[broken]),
      xName: growth.counted,
      yName: measure,
    });
    const report = {
      instrument: 'growth',
      tried: growth.tried,
      timeline: curveTable(points, growth.counted),
      figure: { svg, text: '' },
      why: growth.why,
      chapter,
      call: points.at(-1)?.call,
    };
    return [new FlawError(report, new PropertyError(growth.sentence(curve, broken)))];
  });
}
