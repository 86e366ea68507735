import { gradeHtml } from '@keysmith/grader';
import { describe, expect, it } from 'vitest';
import { hostileFailure, hostileReport, measuredPass, reportOf } from '../reports.ts';

const page = gradeHtml(hostileReport);

describe('grades as a page', () => {
  it('takes nothing from elsewhere and runs no scripts', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\son\w+\s*=\s*["']|url\(|@import/i);
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`);
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

  it('says of a sum which points are in nobody’s hands', () => {
    expect(page).toContain('<td>0 of 10, <small>10 not graded</small></td>');
    expect(page).toContain('<td>2 of 10</td>');
  });

  it.each([
    ['a class', page],
    ['what instruments found', gradeHtml(reportOf([hostileFailure, measuredPass]))],
  ])('has a closing tag for each that it opens, on the page of %s', (_, html) => {
    const names = [...html.matchAll(/<(\/?)([a-z][a-z0-9]*)/g)].filter(
      ([, , name]) => !['meta', 'img', 'br'].includes(name as string),
    );
    const open: string[] = [];
    for (const [, slash, name] of names) {
      if (slash === '') open.push(name as string);
      else expect(open.pop()).toBe(name);
    }
    expect(open).toEqual([]);
  });
});

describe('what an instrument found, on the page', () => {
  const chapters = [{ slug: 'races', title: 'Races & <locks>' }];
  const html = gradeHtml(reportOf([hostileFailure, measuredPass]), {
    chapters,
    site: 'https://course.example/"x/',
  });
  const tables = html.match(/<table>(?:(?!<table>)[\s\S])*?<\/table>/g) ?? [];

  it('says what was tried, why that may be, and how to repeat it', () => {
    expect(html).toContain('<dt>tried</dt><dd>&lt;b&gt;two clients&lt;/b&gt; at once</dd>');
    expect(html).toContain('<dt>why</dt><dd>Nothing holds an item &lt;between&gt; requests.</dd>');
    expect(html).toContain('<code>--replay page.1.1.A1&quot;&lt;i&gt;</code>');
  });

  it('links to the chapter, if the course has it', () => {
    expect(html).toContain(
      '<a href="https://course.example/&quot;x/chapters/races/" rel="noreferrer">Races &amp; &lt;locks&gt;</a>',
    );
    expect(gradeHtml(reportOf([hostileFailure]))).not.toContain('<a ');
  });

  it('shows the run as a table with a column for each client', () => {
    const timeline = tables.find((one) => one.includes('step by step'));
    const heads = [...(timeline ?? '').matchAll(/<th scope="col">(.*?)<\/th>/g)].map(([, text]) => text);
    expect(heads).toEqual(['step', 'client A', '&lt;script&gt;B&lt;/script&gt;', 'units']);
    expect(timeline?.match(/<th scope="row">/g)).toHaveLength(6);
    expect(timeline).toContain(
      '<th scope="row">3</th><td></td><td><span class="action">DeleteItem notes: &lt;img src=x onerror=alert(2)&gt;</span>',
    );
    expect(timeline).toContain('<em>the reply is &lt;lost&gt;</em>');
    expect(timeline).toContain('s-1 n-1 created: { text: &quot;&lt;/td&gt;&lt;script&gt;&quot; }');
    expect(timeline).toContain('<td>0.5 read units</td>');
  });

  it('shows a timeline that is text only as it is', () => {
    const { replay: _replay, ...failure } = hostileFailure.failure!;
    const text = gradeHtml(reportOf([{ ...hostileFailure, failure }]));
    expect(text).toContain('<pre tabindex="0">client A   client B\n1 &lt;read&gt;</pre>');
  });

  it('shows a picture as an image with its words, whatever the picture holds', () => {
    const [, address = '', alt] = /<img src="([^"]*)" alt="([^"]*)">/.exec(html) ?? [];
    const { svg } = hostileFailure.failure!.figure!;
    expect(decodeURIComponent(address.replaceAll('&#39;', "'"))).toBe(`data:image/svg+xml,${svg}`);
    expect(alt).toBe('5 &gt; 4 &quot;onload=&quot;');
    expect(html).not.toMatch(/<svg|<script|\son\w+\s*=\s*["']/i);
  });

  it('shows the bill of a check that passed, and says in words what is over its budget', () => {
    const bill = tables.find((one) => one.includes('its budget'));
    const requests = '<strong class="fail">2 of 1, over budget</strong>';
    expect(bill).toContain(`<th scope="row">a page &lt;of&gt; 10</th><td>${requests}</td>`);
    expect(bill).toContain('<td>0.5 of 0.5</td><td>0</td><td>1,200</td>');
    expect(html).toContain('<li>races: 84 runs, &lt;every&gt; one that differs</li>');
  });
});
