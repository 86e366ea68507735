import type { Facts } from '@keysmith/course';
import { describe, expect, it } from 'vitest';
import { citedIn, factsBySource } from '../../../site/facts/by-source.ts';

const fact = (title: string, url: string) => ({
  value: '1 MB',
  statement: 'One page has at most 1 MB.',
  source: { title, url },
  checked: '2026-11-22',
  goodForDays: 365,
});

describe('the figures of the course', () => {
  it('stand under their source, each once', () => {
    const facts: Facts = {
      'page-max': fact('Query, API', 'https://aws.example/query'),
      'batch-max': fact('Batch, API', 'https://aws.example/batch'),
      'units-max': fact('Query, API', 'https://aws.example/query'),
    };
    const sources = factsBySource(facts);
    expect(sources.map(({ title, facts: own }) => [title, own.map(({ key }) => key)])).toEqual([
      ['Batch, API', ['batch-max']],
      ['Query, API', ['page-max', 'units-max']],
    ]);
  });

  it('have sources of one title under anchors of their own', () => {
    const facts: Facts = {
      a: fact("What's New", 'https://aws.example/1'),
      b: fact("What's New", 'https://aws.example/2'),
    };
    expect(factsBySource(facts).map(({ id }) => id)).toEqual(['source-1-what-s-new', 'source-2-what-s-new']);
  });

  it('know the pages that print them', () => {
    const pages = [
      { page: 'one', text: 'At most <Fact id="page-max" /> a page.' },
      { page: 'two', text: "<Fact id='page-max-bytes' /> and page-max" },
    ];
    expect(citedIn(pages, 'page-max')).toEqual(['one']);
  });
});
