import type { SubmissionGrade } from '@keysmith/course';
import { classroom50, gradescope, junit, readIdentity } from '@keysmith/grader';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import {
  failedCheck,
  graded,
  gradedOf,
  hostileClass,
  hostileFailure,
  missing,
  passedCheck,
  submissionOf,
  unstable,
} from '../reports.ts';
import { classroom50Result, gradescopeResults, junitDocument } from './rules.ts';

const notRun = graded({
  ...failedCheck,
  status: 'skipped',
  failure: undefined,
  reason: 'needs page-complete',
} as never);
const hiddenOnly = graded({ ...failedCheck, maxPoints: 2 }, { visible: 'pass' });
const whole = submissionOf('ada', [
  gradedOf('one', [graded(passedCheck), graded(failedCheck)]),
  missing('two'),
]);

const everyKind: readonly SubmissionGrade[] = [
  ...hostileClass,
  whole,
  submissionOf('bo', [gradedOf('one', [graded(passedCheck), notRun])]),
  submissionOf('cy', [gradedOf('one', [graded(hostileFailure), hiddenOnly])]),
];

describe("Gradescope's results.json", () => {
  it.each(everyKind.map((grade) => [grade.learner, grade] as const))('fits the format: %s', (_, grade) => {
    const results = gradescopeResults.parse(JSON.parse(gradescope.convert(grade, {}).content));
    expect(results.score).toBe(grade.score);
  });

  it('has a test for each check, with its points', () => {
    const { tests = [] } = gradescopeResults.parse(JSON.parse(gradescope.convert(whole, {}).content));
    expect(
      tests.map(({ number, name, score, max_score, status }) => [number, name, score, max_score, status]),
    ).toEqual([
      ['1.1', 'one: the page is complete', 2, 2, 'passed'],
      ['1.2', 'one: the page is one Query', 0, 3, 'failed'],
      ['2', 'two', 0, 5, 'failed'],
    ]);
    expect(tests[1]?.output).toContain('expected one Query, but there were 2 requests');
  });

  it('does not call a check failed that was not run', () => {
    const grade = submissionOf('bo', [gradedOf('one', [graded(passedCheck), notRun])]);
    const { tests = [] } = gradescopeResults.parse(JSON.parse(gradescope.convert(grade, {}).content));
    expect(tests[1]).not.toHaveProperty('status');
    expect(tests[1]?.output).toBe('Not run: needs page-complete');
  });

  it('says first what is no zero, and tells the instructor', () => {
    const { content, remarks } = gradescope.convert(submissionOf('di', [unstable('one')]), {});
    const { output, tests } = gradescopeResults.parse(JSON.parse(content));
    expect(output).toMatch(/^5 points could not be graded. They are no zero/);
    expect(tests?.[0]).not.toHaveProperty('score');
    expect(remarks).toEqual(['di: 5 points are open, which Gradescope shows as not reached.']);
  });
});

describe('what learners may read', () => {
  const secret = graded(
    { ...hostileFailure, failure: { ...hostileFailure.failure!, happened: 'SECRET' } },
    { visible: 'pass' },
  );
  const grade = submissionOf('ed', [gradedOf('one', [secret])]);
  const identity = readIdentity(sampleIdentity());

  it.each([
    ['gradescope', gradescope.convert(grade, {}).content],
    ['classroom50', classroom50.convert(grade, { identity }).content],
    ['junit', junit.convert(grade, {}).content],
  ])('does not give the hidden seed or its data away: %s', (_, content) => {
    expect(content).toContain('It passes with the data that you practise with');
    expect(content).not.toContain('SECRET');
    expect(content).not.toContain(secret.failure!.token);
    expect(content).not.toMatch(/seed\W+7/);
  });
});

function sampleIdentity(): object {
  return {
    classroom: 'db',
    assignment: 'keys',
    assignment_type: 'individual',
    owner: 'ada',
    submission: 'submit/2026-11-22T10-00-00Z-abc1234',
    commit: 'https://git.example/c',
    release: 'https://git.example/r',
    review: 'https://git.example/c',
    datetime: '2026-11-22T09:59:00Z',
  };
}

describe("Classroom 50's result.json", () => {
  const identity = readIdentity(sampleIdentity());

  it.each(
    everyKind.filter(({ openPoints }) => openPoints === 0).map((grade) => [grade.learner, grade] as const),
  )('fits the format: %s', (_, grade) => {
    const result = classroom50Result.parse(JSON.parse(classroom50.convert(grade, { identity }).content));
    expect(result.tests.reduce((sum, { score }) => sum + score, 0)).toBe(result.score);
    expect(result.tests.reduce((sum, test) => sum + test['max-score'], 0)).toBeLessThanOrEqual(
      result['max-score'],
    );
  });

  it('refuses grades with open points, which the format cannot tell from a mark', () => {
    const open = submissionOf('di', [unstable('one')]);
    expect(() => classroom50.convert(open, { identity })).toThrow(
      '5 points could not be graded, and Classroom 50 would take any score for a mark.',
    );
  });

  it('takes the identity from the runner alone, and says what it lacks', () => {
    const text = classroom50.convert(whole, { identity }).content;
    expect(JSON.parse(text)).toMatchObject(sampleIdentity());
    expect(() => readIdentity({ ...sampleIdentity(), submission: 'v1' })).toThrow(
      /identity .* is not whole[\s\S]*submission/,
    );
  });
});

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
});

/** Without the white space between elements. */
function parsed(xml: string): unknown {
  return JSON.parse(JSON.stringify(parser.parse(xml)), (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value) ? withoutBlanks(value) : value,
  );
}

function withoutBlanks(element: object): object {
  return Object.fromEntries(
    Object.entries(element).filter(([name, value]) => name !== '#text' || String(value).trim() !== ''),
  );
}

describe('JUnit XML', () => {
  it.each(everyKind.map((grade) => [grade.learner, grade] as const))(
    'is well-formed and fits: %s',
    (_, grade) => {
      const { content } = junit.convert(grade, {});
      expect(XMLValidator.validate(content)).toBe(true);
      const { testsuites } = junitDocument.parse(parsed(content));
      const cases = testsuites[0].testsuite.flatMap(({ testcase }) => testcase);
      expect(testsuites[0]['@tests']).toBe(String(cases.length));
      expect(testsuites[0]['@failures']).toBe(String(cases.filter(({ failure }) => failure).length));
      expect(testsuites[0]['@errors']).toBe(String(cases.filter(({ error }) => error).length));
    },
  );

  it('gives texts back as they were, but for characters that XML forbids', () => {
    const happened = `<&>"' ]]> \u0000\ud800 é 🔑\nline`;
    const bad = graded({
      ...failedCheck,
      title: 'a "b" <c> & d',
      failure: { ...failedCheck.failure!, happened },
    });
    const { content } = junit.convert(submissionOf('ada', [gradedOf('one', [bad])]), {});
    const { testsuites } = junitDocument.parse(parsed(content));
    const [testcase] = testsuites[0].testsuite[0]?.testcase ?? [];
    expect(testcase?.['@name']).toBe('a "b" <c> & d');
    expect(testcase?.failure?.[0]?.['#text']).toContain(`<&>"' ]]> \ufffd\ufffd é 🔑\nline`);
  });

  it('keeps points as properties', () => {
    const { testsuites } = junitDocument.parse(parsed(junit.convert(whole, {}).content));
    const [suite] = testsuites[0].testsuite;
    const pairs = suite?.properties[0]?.property.map((one) => [one['@name'], one['@value']]);
    expect(pairs).toContainEqual(['points', '2']);
    expect(pairs).toContainEqual(['maxPoints', '5']);
  });
});
