import { describe, expect, it } from 'vitest';
import { neighboursOf, sidebarOf, type CourseMap } from '../../site/navigation.ts';

/** A course of chapters with as many exercises as the numbers say. */
function course(...exercises: readonly number[]): CourseMap {
  const chapters = exercises.map((count, at) => ({
    slug: `c${at}`,
    number: 10 + at,
    title: `Chapter ${at}`,
    exercises: Array.from({ length: count }, (_, place) => ({
      slug: `e${at}-${place}`,
      title: `Task ${at}.${place}`,
    })),
  }));
  return { chapters };
}

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
