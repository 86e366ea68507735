import { createHash } from 'node:crypto';
import { createReports, folderOf } from '@keysmith/grader';
import type { CheckResult, SubmissionGrade } from '@keysmith/course';
import { describe, expect, it } from 'vitest';
import {
  failedCheck,
  graded,
  gradedOf,
  hostileClass,
  hostileFailure,
  measuredPass,
  passedCheck,
  reportOf,
  submissionOf,
} from '../reports.ts';

/** All files of a class's reports by their paths. */
function filesOf(
  submissions: readonly SubmissionGrade[],
  options: { site?: string; chapters?: { slug: string; title: string }[] } = {},
): Map<string, string> {
  const report = reportOf(submissions);
  const reports = createReports({ exercises: report.exercises, ...options });
  const files = [...submissions.flatMap((one) => reports.submission(one)), ...reports.batch(report)];
  return new Map(files.map(({ path, content }) => [path, content]));
}

function learnerPage(checks: CheckResult[], options: Parameters<typeof filesOf>[1] = {}): string {
  const grade = submissionOf('ada', [
    gradedOf(
      'one',
      checks.map((check) => graded(check)),
    ),
  ]);
  return filesOf([grade], options).get('submissions/ada/index.html')!;
}

const files = filesOf(hostileClass);
const pages = [...files].filter(([path]) => path.endsWith('.html'));
const index = files.get('index.html')!;
const [scripted] = hostileClass.slice(1);

describe('the pages of a class', () => {
  it('are named by what every file system takes, and no two alike', () => {
    expect([...files.keys()]).toEqual([
      `submissions/hyperlink_http_x-${hash('=HYPERLINK(\"http://x\")')}/grade.json`,
      `submissions/hyperlink_http_x-${hash('=HYPERLINK(\"http://x\")')}/index.html`,
      `submissions/td_script_alert_1_script-${hash(scripted!.learner)}/grade.json`,
      `submissions/td_script_alert_1_script-${hash(scripted!.learner)}/index.html`,
      `submissions/zo-${hash('Zoë')}/grade.json`,
      `submissions/zo-${hash('Zoë')}/index.html`,
      'grade.json',
      'grades.csv',
      'index.html',
    ]);
    const odd = ['ada', 'Ada', 'ADA', '..', '.', 'a/b', 'a_b', 'con', 'ä', 'x'.repeat(300)];
    const names = [...odd, ...odd.filter((name) => folderOf(name) !== name).map(folderOf)].map(folderOf);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9][a-z0-9._-]{0,90}$/);
    expect(names[0]).toBe('ada');
  });

  it.each(pages)('run no script, fetch nothing, and allow their one style sheet only: %s', (_, page) => {
    expect(page).not.toMatch(/<script|<link|<iframe|<form|\sstyle=|\son\w+\s*=\s*["']|url\(|@import/i);
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
    const digest = createHash('sha256').update(style).digest('base64');
    expect(page).toContain(
      `content="default-src 'none'; style-src 'sha256-${digest}'; img-src data:; base-uri 'none'; form-action 'none'"`,
    );
    for (const [, address] of page.matchAll(/<img src="([^"]*)"/g))
      expect(address).toMatch(/^data:image\/svg/);
  });

  it.each([...pages, ['what instruments found', learnerPage([hostileFailure, measuredPass])] as const])(
    'close each tag that they open: %s',
    (_, page) => {
      const names = [...page.matchAll(/<(\/?)([a-z][a-z0-9]*)/g)].filter(
        ([, , name]) => !['meta', 'img', 'br'].includes(name as string),
      );
      const open: string[] = [];
      for (const [, slash, name] of names) {
        if (slash === '') open.push(name as string);
        else expect(open.pop()).toBe(name);
      }
      expect(open).toEqual([]);
    },
  );

  it('show what learners write as text', () => {
    expect(index).toContain('&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(index).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(index).toContain('One &lt;b&gt;exercise&lt;/b&gt;');
    const [, found = ''] =
      [...files].find(([path]) => path.includes('hyperlink') && path.endsWith('html')) ?? [];
    expect(found).toContain('<code>two/&lt;tabel&gt;.ts</code>');
  });

  it('print the seeds, the version and what the isolation lacks', () => {
    for (const [, page] of pages) {
      expect(page).toContain('visible checks with seed 1, hidden checks with seed 7');
      expect(page).toContain('Course 1.2.3');
      expect(page).toContain('The submitted code ran without isolation');
      expect(page).toContain('<li>The code ran with the rights of whoever gave the command.</li>');
    }
  });

  it('list what has no mark, apart from zeros', () => {
    expect(index).toContain('3 without a mark, which is no zero');
    expect(index).toContain('two: two runs disagreed on page-one-query');
    expect(index).toContain('one: @broken, &quot;quoted&quot;\nand &lt;more&gt;');
    expect(index).toContain('<td>0 <small>+10 open</small></td>');
  });

  it('hold a grid of learners and checks whose links lead somewhere', () => {
    expect(index.match(/<td class="f">✗<\/td>/g)).toHaveLength(1);
    expect(index.match(/<td class="p">✓<\/td>/g)).toHaveLength(1);
    for (const [path, page] of pages)
      for (const [, address = ''] of page.matchAll(/<a href="([^"]*)"/g)) {
        const { pathname, hash: anchor } = new URL(address, `file:///${path}`);
        const target = files.get(pathname.slice(1));
        expect(target, `${address} on ${path}`).toBeDefined();
        if (anchor) expect(target).toContain(`id="${anchor.slice(1)}"`);
      }
  });
});

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

describe('a large class', () => {
  const checks = (n: number) => [
    graded(passedCheck),
    graded({
      ...failedCheck,
      failure: { ...failedCheck.failure!, happened: `${n} items in "W#${n}", not ${n + 1}` },
    }),
  ];
  const many = Array.from({ length: 300 }, (_, n) =>
    submissionOf(`learner-${String(n).padStart(3, '0')}`, [
      gradedOf('one', checks(n)),
      gradedOf('two', checks(n)),
    ]),
  );
  const large = filesOf(many);

  it('is spread over pages of a hundred, none of which is heavy', () => {
    const grids = [...large].filter(([path]) => /^(index|learners-\d)\.html$/.test(path));
    expect(grids.map(([path]) => path)).toEqual(['index.html', 'learners-2.html', 'learners-3.html']);
    for (const [, page] of grids) {
      expect(page.match(/<tr><th scope="row"><a href="submissions/g)).toHaveLength(100);
      expect(page.length).toBeLessThan(200_000);
    }
  });

  it('has one group for messages that differ by their data alone', () => {
    const page = large.get('index.html')!;
    expect(page.match(/<strong>300 ×<\/strong> 0 items in &quot;W#0&quot;, not 1/g)).toHaveLength(2);
    expect(page).toContain('and 292 more');
  });
});

describe('what an instrument found, on a learner’s page', () => {
  const chapters = [{ slug: 'races', title: 'Races & <locks>' }];
  const html = learnerPage([hostileFailure, measuredPass], { chapters, site: 'https://course.example/"x/' });
  const tables = html.match(/<table>(?:(?!<table>)[\s\S])*?<\/table>/g) ?? [];

  it('says what was tried, why that may be, and how to repeat it', () => {
    expect(html).toContain('<dt>tried</dt><dd>&lt;b&gt;two clients&lt;/b&gt; at once</dd>');
    expect(html).toContain('<dt>why</dt><dd>Nothing holds an item &lt;between&gt; requests.</dd>');
    expect(html).toContain('<code>--replay page.1.1.A1&quot;&lt;i&gt;</code>');
  });

  it('links to the chapter, if the course has it', () => {
    const link =
      '<a href="https://course.example/&quot;x/chapters/races/" rel="noreferrer">Races &amp; &lt;locks&gt;</a>';
    expect(html).toContain(link);
    expect(learnerPage([hostileFailure])).not.toContain('/chapters/');
  });

  it('shows the run as a table with a column for each client', () => {
    const timeline = tables.find((table) => table.includes('step by step'));
    const heads = [...(timeline ?? '').matchAll(/<th scope="col">(.*?)<\/th>/g)].map(([, text]) => text);
    expect(heads).toEqual(['step', 'client A', '&lt;script&gt;B&lt;/script&gt;', 'units']);
    expect(timeline?.match(/<th scope="row">/g)).toHaveLength(6);
    expect(timeline).toContain('<em>the reply is &lt;lost&gt;</em>');
    expect(timeline).toContain('<td>0.5 read units</td>');
  });

  it('shows the table before and after the run, and marks what changed', () => {
    const items = tables.find((table) => table.includes('at the start and at the end'));
    expect(items).toContain('The table notes at the start and at the end of this run');
    expect(items).toContain(
      '<tr class="changed"><th scope="row">s-1 n-1</th><td>{ text: &quot;old&quot; }</td><td>{ text: &quot;&lt;/td&gt;&lt;script&gt;&quot; }</td></tr>',
    );
  });

  it('shows a timeline that is text only as it is', () => {
    const { replay: _replay, ...failure } = hostileFailure.failure!;
    expect(learnerPage([{ ...hostileFailure, failure }])).toContain(
      '<pre tabindex="0">client A   client B\n1 &lt;read&gt;</pre>',
    );
  });

  it('shows a picture as an image with its words, whatever the picture holds', () => {
    const [, address = '', alt] = /<img src="([^"]*)" alt="([^"]*)">/.exec(html) ?? [];
    const { svg } = hostileFailure.failure!.figure!;
    expect(decodeURIComponent(address.replaceAll('&#39;', "'"))).toBe(`data:image/svg+xml,${svg}`);
    expect(alt).toBe('5 &gt; 4 &quot;onload=&quot;');
  });

  it('shows the bill of a check that passed, and says in words what is over its budget', () => {
    const bill = tables.find((table) => table.includes('its budget'));
    const requests = '<strong class="fail">2 of 1, over budget</strong>';
    expect(bill).toContain(`<th scope="row">a page &lt;of&gt; 10</th><td>${requests}</td>`);
    expect(html).toContain('<li>races: 84 runs, &lt;every&gt; one that differs</li>');
  });
});
