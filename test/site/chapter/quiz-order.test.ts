import { loadCourse } from '@keysmith/course';
import { describe, expect, it } from 'vitest';
import { placeOptions } from '../../../site/chapter/quiz-order.ts';

const option = (text: string, right = false) => ({ text, right, why: 'Because it is so.' });
const question = { id: 'which', options: [option('One', true), option('Two'), option('Three')] };

describe('the order of a quiz’s options', () => {
  it('holds each option once, and is the same whatever order they were written in', () => {
    const placed = placeOptions(question);
    expect(placed.map(({ option: { text } }) => text).toSorted()).toEqual(['One', 'Three', 'Two']);
    expect(placeOptions({ ...question, options: question.options.toReversed() })).toEqual(placed);
    expect(new Set(placed.map(({ mark }) => mark)).size).toBe(3);
  });

  it('gives an option another mark once its text or its question is another', () => {
    const marks = placeOptions(question).map(({ mark }) => mark);
    const changed = placeOptions({ ...question, options: [option('One!', true)] });
    const elsewhere = placeOptions({ ...question, id: 'who' });
    for (const { mark } of [...changed, ...elsewhere]) expect(marks).not.toContain(mark);
  });

  it('does not give the right one away by its place', async () => {
    const { chapters } = await loadCourse(process.cwd());
    const places = chapters.flatMap(({ quiz }) =>
      quiz.map((one) => placeOptions(one).findIndex((placed) => placed.option.right)),
    );
    for (const place of [0, 1, 2]) {
      const share = places.filter((one) => one === place).length / places.length;
      expect(share, `place ${place}`).toBeLessThan(0.55);
      expect(share, `place ${place}`).toBeGreaterThan(0.05);
    }
  });
});
