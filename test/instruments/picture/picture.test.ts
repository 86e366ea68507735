import { describe, expect, it } from 'vitest';
import { barsOf } from '../../../packages/instruments/src/picture/bars.ts';
import { chartOf } from '../../../packages/instruments/src/picture/line-chart.ts';
import { svgCard, svgText } from '../../../packages/instruments/src/picture/svg.ts';

const TAG = /<(\/?)([a-z]+)((?: [A-Za-z0-9:-]+="[^"<&]*")*)(\/?)>/g;

/** What keeps a picture from being well-formed XML: a tag without its end, a bare & or <, a character that XML forbids. */
function faultsIn(xml: string): string[] {
  const open: string[] = [];
  const faults: string[] = [];
  for (const [, end, name = '', , alone] of xml.matchAll(TAG)) {
    if (end === '/' && open.pop() !== name) faults.push(`</${name}> ends nothing`);
    else if (end === '' && alone === '') open.push(name);
  }
  const rest = xml.replace(TAG, '').replace(/&(amp|lt|gt|quot);/g, '');
  if (/[<>&]/.test(rest)) faults.push(`bare mark-up in ${JSON.stringify(rest)}`);
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(xml) || !xml.isWellFormed()) faults.push('a character');
  return [...faults, ...open.map((name) => `<${name}> without an end`)];
}

/** The title, which is what stands for the picture where nobody sees it. */
const titleOf = (svg: string) => /<title>(.*)<\/title>/.exec(svg)?.[1];

const HOSTILE = '</text><script>alert(1)</script> & "q" \0\x1b[31m \ud800 \uffff';

describe('a picture', () => {
  it('would be seen to be broken', () => {
    expect(faultsIn('<svg><text>a & b</svg>')).toHaveLength(3);
    expect(faultsIn('<svg>\0</svg>')).toEqual(['a character']);
  });

  it('keeps a hostile text a text', () => {
    const text = svgText({ x: 1, y: 2, content: HOSTILE });
    expect(faultsIn(text)).toEqual([]);
    expect(text).not.toContain('<script');
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;q&quot;');
  });

  it('cuts a long text between characters', () => {
    const text = svgText({ x: 0, y: 0, content: '😀'.repeat(100) });
    expect(faultsIn(text)).toEqual([]);
    expect(text).toContain(`>${'😀'.repeat(64)}…<`);
  });

  it('says what it shows to those who cannot see it', () => {
    const svg = svgCard({ width: 10, height: 20, title: HOSTILE }, []);
    expect(faultsIn(svg)).toEqual([]);
    expect(svg).toContain('viewBox="0 0 10 20" width="10" height="20" role="img"');
    expect(titleOf(svg)).toContain('alert(1)');
  });
});

describe('bars', () => {
  const svg = barsOf({
    title: 'write units',
    bars: [
      { label: HOSTILE, value: 4000 },
      { label: 'cool', value: 10 },
    ],
    limit: 1000,
  });

  it('are as long as their values, and red above the limit', () => {
    expect(faultsIn(svg)).toEqual([]);
    const bars = [...svg.matchAll(/<rect x="16" y="\d+" width="(\d+)" height="10" fill="(#\w+)"/g)];
    expect(bars.map(([, width, colour]) => [width, colour])).toEqual([
      ['394', '#b3261e'],
      ['1', '#1a6b3c'],
    ]);
    expect(titleOf(svg)).toMatch(/^write units: .* 4,000, cool 10$/s);
  });

  it('can be none', () => {
    expect(faultsIn(barsOf({ title: 'none', bars: [], limit: 1000 }))).toEqual([]);
  });
});

describe('a curve', () => {
  const curve = (x: number[], y: number[]) =>
    chartOf({ title: HOSTILE, x, y, xName: 'items', yName: 'read units' });

  it('goes through what was measured, in powers of ten', () => {
    const svg = curve([1000, 10_000, 100_000], [0.5, 5, 50]);
    expect(faultsIn(svg)).toEqual([]);
    const places = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    expect(places).toEqual([
      [64, 210.3],
      [260, 195.2],
      [456, 44],
    ]);
    expect(titleOf(svg)).toMatch(/: 0\.5 at 1,000, 5 at 10,000, 50 at 100,000$/s);
  });

  it.each([
    ['one size', [1000], [3]],
    ['nothing measured', [1000, 10_000], [0, 0]],
    ['the same size twice', [10, 10], [1, 2]],
  ])('has finite places with %s', (_, x, y) => {
    const svg = curve(x, y);
    expect(faultsIn(svg)).toEqual([]);
    expect(svg).not.toMatch(/NaN|Infinity/);
  });
});
