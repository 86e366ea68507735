import { atLeast, atMost, type Goal } from '../goal.ts';
import type { SaveTimes } from './beside.ts';
import type { LabTimes } from './lab.ts';
import type { Category, PageScores } from './lighthouse.ts';

/** Everything that one run measures; parts that were not asked for are absent. */
export interface SiteFigures {
  /** By kind of page: home, chapter, exercise. */
  readonly pages?: Readonly<Record<string, PageScores>>;
  /** What the heaviest chapter transfers with its fonts, compressed, and how much script the page with the most has. */
  readonly weight?: { readonly chapterBytes: number; readonly scriptBytes: number };
  /** By exercise. */
  readonly lab?: Readonly<Record<string, LabTimes>>;
  readonly loopEndMs?: number;
  /** By exercise, beside an own editor. */
  readonly beside?: Readonly<Record<string, SaveTimes>> | undefined;
  /** Bytes of everything that the lab loads, gzipped. */
  readonly labBytes?: number;
  /** The site with 200 pages of chapters, in seconds. */
  readonly largeBuildSeconds?: number;
}

const SCORES: Readonly<Record<Category, number>> = {
  performance: 98,
  accessibility: 100,
  'best-practices': 100,
  seo: 100,
};

export function judgeSite({
  pages,
  weight,
  lab,
  loopEndMs,
  beside,
  labBytes,
  largeBuildSeconds,
}: SiteFigures): readonly Goal[] {
  return [
    ...Object.entries(pages ?? {}).flatMap(([kind, { scores, layoutShift }]) => [
      ...(Object.keys(SCORES) as Category[]).map((category) =>
        atLeast(`${kind}: Lighthouse, ${category}`, scores[category], SCORES[category]),
      ),
      atMost(`${kind}: layout shift`, layoutShift, 0),
    ]),
    ...(weight === undefined
      ? []
      : [
          atMost('the heaviest chapter with its fonts, KB compressed', weight.chapterBytes / 1000, 150),
          atMost('script of a page before it is touched, KB compressed', weight.scriptBytes / 1000, 40),
        ]),
    ...Object.entries(lab ?? {}).flatMap(([slug, { firstRunMs, firstVerdictMs, fullMs }]) => [
      atMost(`${slug}: first verdict, warm, ms`, firstVerdictMs, 250),
      atMost(`${slug}: first verdict of a first run, ms`, firstRunMs, 1200),
      atMost(`${slug}: full pass, ms`, fullMs, 4000),
    ]),
    ...(loopEndMs === undefined ? [] : [atMost('an endless loop is ended after, ms', loopEndMs, 5500)]),
    ...Object.entries(beside ?? {}).flatMap(([slug, { firstVerdictMs, fullMs }]) => [
      atMost(`${slug}: first verdict after a save, ms`, firstVerdictMs, 500),
      atMost(`${slug}: full pass after a save, ms`, fullMs, 4000),
    ]),
    ...(labBytes === undefined ? [] : [atMost('all parts of the lab, KB gzipped', labBytes / 1000, 420)]),
    ...(largeBuildSeconds === undefined
      ? []
      : [atMost('the site with 200 pages of chapters, s', largeBuildSeconds, 90)]),
  ];
}
