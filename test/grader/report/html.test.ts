import { gradeHtml } from '@keysmith/grader';
import { describe, expect, it } from 'vitest';
import { hostileReport } from '../reports.ts';

const page = gradeHtml(hostileReport);

describe('grades as a page', () => {
  it('takes nothing from elsewhere and runs no scripts', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\son\w+\s*=\s*["']|url\(|@import/i);
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page.match(/https?:\/\//g)).toEqual(['http://']);
    expect(page).toContain('=HYPERLINK(&quot;http://x&quot;)');
  });

  it('escapes whatever learners can influence', () => {
    expect(page).toContain('&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(page).toContain('@broken, &quot;quoted&quot;\nand &lt;more&gt;');
    expect(page).toContain('One &lt;b&gt;exercise&lt;/b&gt;');
  });

  it('says that the code ran without isolation', () => {
    expect(page).toContain('The submitted code ran without isolation');
    expect(gradeHtml({ ...hostileReport, isolation: 'sandbox' })).not.toContain('without isolation');
  });

  it('is a table with heads for learners and exercises, and opens each score to its checks', () => {
    expect(page.match(/<th scope="col">/g)).toHaveLength(4);
    expect(page.match(/<th scope="row">/g)).toHaveLength(3);
    expect(page).toContain('<caption>');
    expect(page).toContain('<details><summary>2 of 5</summary>');
    expect(page).toContain('3 submissions, 2 exercises: 1 graded, 2 could not be graded, 3 missing.');
  });

  it('has a closing tag for each that it opens', () => {
    const names = [...page.matchAll(/<(\/?)([a-z][a-z0-9]*)/g)].filter(([, , name]) => name !== 'meta');
    const open: string[] = [];
    for (const [, slash, name] of names) {
      if (slash === '') open.push(name as string);
      else expect(open.pop()).toBe(name);
    }
    expect(open).toEqual([]);
  });
});
