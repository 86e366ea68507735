import { describe, expect, it } from 'vitest';
import { neighboursOf, sidebarOf, type CourseMap } from '../../site/navigation.ts';

/** A course of chapters with as many exercises as the numbers say. */
function course(...exercises: readonly number[]): CourseMap {
  const chapters = exercises.map((count, at) => ({
    id: `c${at}`,
    number: 10 + at,
    title: `Chapter ${at}`,
    pages: [],
    exercises: Array.from({ length: count }, (_, place) => ({
      slug: `e${at}-${place}`,
      number: place,
      title: `Task ${at}.${place}`,
    })),
  }));
  return { chapters };
}

/** A chapter with a page of its own for each strategy, one of them without an exercise. */
const withPages: CourseMap = {
  chapters: [
    {
      id: 'c',
      number: 10,
      title: 'Chapter',
      pages: [
        { id: 'c/first', number: 14, title: 'First' },
        { id: 'c/last', number: 90, title: 'Last' },
      ],
      exercises: [
        { slug: 'other', number: 20, title: 'Other' },
        { slug: 'first', number: 14, title: 'Do it' },
      ],
    },
  ],
};

describe('the sidebar', () => {
  it('is the map of the course', () => {
    expect(sidebarOf(course(1)).slice(1, -3)).toEqual([
      {
        label: '10 Chapter 0',
        collapsed: false,
        items: [
          { label: 'Chapter', link: '/chapters/c0/', attrs: { 'data-chapter': 'c0' } },
          {
            label: 'Exercise: Task 0.0',
            link: '/exercises/e0-0/',
            attrs: { 'data-exercise': 'e0-0' },
          },
        ],
      },
    ]);
  });

  it('has below a chapter its pages, each followed by its exercise, in the order of the numbers', () => {
    const [group] = sidebarOf(withPages).slice(1);
    expect(group && 'items' in group && group.items).toEqual([
      { label: 'Overview', link: '/chapters/c/', attrs: { 'data-chapter': 'c' } },
      { label: 'First', link: '/chapters/c/first/', attrs: { 'data-chapter': 'c/first' } },
      { label: 'Exercise: Do it', link: '/exercises/first/', attrs: { 'data-exercise': 'first' } },
      { label: 'Exercise: Other', link: '/exercises/other/', attrs: { 'data-exercise': 'other' } },
      { label: 'Last', link: '/chapters/c/last/', attrs: { 'data-chapter': 'c/last' } },
    ]);
  });

  it('opens only the chapter that is being read once there are many', () => {
    const groups = sidebarOf(course(...Array.from({ length: 9 }, () => 1))).slice(1, -3);
    expect(groups.every((group) => 'collapsed' in group && group.collapsed)).toBe(true);
  });
});

describe('the neighbours of a page', () => {
  const all = course(1, 0, 1);

  it('follow the course, exercises after their chapter', () => {
    expect(neighboursOf(all, '/exercises/e0-0/')).toEqual({
      prev: { label: 'Chapter 0', link: '/chapters/c0/' },
      next: { label: 'Chapter 1', link: '/chapters/c1/' },
    });
  });

  it('lead from a page to its exercise and on to the next page', () => {
    expect(neighboursOf(withPages, '/exercises/first/')).toEqual({
      prev: { label: 'First', link: '/chapters/c/first/' },
      next: { label: 'Exercise: Other', link: '/exercises/other/' },
    });
    expect(neighboursOf(withPages, '/chapters/c/last/').next).toBe(false);
  });

  it('are missing at both ends', () => {
    expect(neighboursOf(all, '/chapters/c0/').prev).toBe(false);
    expect(neighboursOf(all, '/exercises/e2-0/').next).toBe(false);
  });

  it('follow the reference as well, which is a row of its own', () => {
    const reference = sidebarOf(all).find((entry) => entry.label === 'Reference');
    const links = reference && 'items' in reference ? reference.items : [];
    expect(neighboursOf(all, links[0]?.link ?? '')).toEqual({ prev: false, next: links[1] ?? false });
  });

  it('are missing for pages that are no part of the course', () => {
    expect(neighboursOf(all, '/start/')).toEqual({ prev: false, next: false });
  });
});
