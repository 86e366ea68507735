import { describe, expect, it } from 'vitest';
import { periodOf, storyOf } from '../../../site/replay/story.ts';
import { REPLAY } from '../../course/replays.ts';

const story = storyOf(REPLAY, { 5: 'The note is back.' });

describe('the story of a recorded run', () => {
  it('has each step in the column of its client, and what nobody did across all', () => {
    expect(story.lanes).toEqual(['client A', 'client B']);
    expect(story.steps.map(({ number, lane, who }) => [number, lane, who])).toEqual([
      [1, 1, 'client A'],
      [2, 1, 'client A'],
      [3, 2, 'client B'],
      [4, 0, ''],
      [5, 1, 'client A'],
      [6, 1, 'client A'],
    ]);
  });

  it('has the notes of the author at their steps, and refuses one to a step that is not there', () => {
    expect(story.steps.map(({ note }) => note)).toEqual(['', '', '', '', 'The note is back.', '']);
    expect(() => storyOf(REPLAY, { 7: 'x' })).toThrow('a note to step 7 of a run that has 6');
  });

  it('has every version of an item, with the steps between which it was stored', () => {
    const [first, second] = story.versions;
    expect(story.versions).toHaveLength(2);
    expect(first).toEqual({
      table: 'notes',
      key: 's-1 n-1',
      attributes: [{ name: 'text', text: '"old"', isNew: false }],
      from: 0,
      to: 2,
    });
    expect(second).toMatchObject({ attributes: [{ text: '"new"', isNew: true }], from: 5, to: 6 });
    expect(story.versions.map((version) => periodOf(version, 6))).toEqual(['until step 3', 'from step 5']);
    expect(periodOf({ ...first!, to: 6 }, 6)).toBe('throughout');
    expect(periodOf({ ...first!, from: 1 }, 6)).toBe('from step 1 until step 3');
  });

  it('marks only the attributes that a write has changed', () => {
    const change = {
      table: 'notes',
      key: { shelf: { S: 's-1' }, note: { S: 'n-1' } },
      before: { text: { S: 'old' }, size: { N: '1' } },
      after: { text: { S: 'old' }, size: { N: '2' } },
    };
    const write = { ...REPLAY.steps[2], number: 1, changes: [change] } as (typeof REPLAY.steps)[number];
    const { versions } = storyOf({ ...REPLAY, steps: [write] });
    expect(versions[1]?.attributes).toEqual([
      { name: 'text', text: '"old"', isNew: false },
      { name: 'size', text: '2', isNew: true },
    ]);
  });

  it('has the items of a table by their keys', () => {
    const start = ['n-2', 'n-1'].map((note) => ({
      table: 'notes',
      item: { shelf: { S: 's-1' }, note: { S: note } },
    }));
    const { versions } = storyOf({ ...REPLAY, start, steps: [] });
    expect(versions.map(({ key }) => key)).toEqual(['s-1 n-1', 's-1 n-2']);
  });

  it('ends with what broke, and with what each client paid', () => {
    expect(story.ending).toBe('The note is back.');
    expect(story.sums).toEqual([
      'client A: 2 requests, 0.5 read units, 2 write units',
      'client B: 1 request, 1 write unit',
    ]);
    const broke = 'jobs: expected +0 to be 10 // Object.is equality\n\nmore';
    expect(storyOf({ ...REPLAY, broke }).ending).toBe('Jobs: expected 0 to be 10.');
    const { broke: _broke, ...sound } = REPLAY;
    expect(storyOf(sound).ending).toBe('');
  });
});
