import { drawReport, drawReports, seeded } from '@keysmith/domains';
import { expect, it } from 'vitest';

const reports = drawReports(seeded(1), 500);

it('gives the largest association about a third of all reports', () => {
  const counts = new Map<string, number>();
  for (const { org } of reports) counts.set(org, (counts.get(org) ?? 0) + 1);
  expect(Math.max(...counts.values())).toBeGreaterThan(120);
  expect(counts.size).toBe(12);
});

it('has every urgency from 1 to 10, and few that cannot wait', () => {
  const urgencies = reports.map(({ urgency }) => urgency);
  expect(new Set(urgencies)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
  expect(urgencies.filter((urgency) => urgency > 7).length).toBeLessThan(urgencies.length / 4);
});

it('writes texts of a given length for a given user and association', () => {
  const report = drawReport(seeded(2), { user: 'u', org: 'o', length: 2500 });
  expect(report).toMatchObject({ user: 'u', org: 'o' });
  expect(report.text).toHaveLength(2500);
});
