import type { ExerciseGrade, GradedCheck } from '@keysmith/course';
import XMLBuilder from 'fast-xml-builder';
import { learnerText } from './check-text.ts';
import type { SubmissionFormat } from './format.ts';

type Xml = Readonly<Record<string, unknown>>;

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  format: true,
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
});

/**
 * JUnit's XML as Vitest writes it: a suite for each exercise, a case for each check. The format has no points, so they
 * are properties. What could not be graded or was unstable is an error, what was not run is skipped.
 */
export const junit: SubmissionFormat<object> = {
  name: 'junit',
  extension: 'xml',
  convert(grade) {
    const suites = grade.exercises.map(suiteOf);
    const document = {
      '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
      testsuites: {
        '@name': clean(`keysmith ${grade.learner}`),
        ...totals(suites),
        '@time': String(grade.times.milliseconds / 1000),
        testsuite: suites.map((suite) => ({
          '@name': suite.name,
          '@timestamp': grade.times.startedAt,
          ...totals([suite]),
          properties: properties({ course: grade.course, isolation: grade.isolation.kind, ...suite.points }),
          testcase: suite.cases,
        })),
      },
    };
    return { content: builder.build(document), remarks: [] };
  },
};

interface Suite {
  readonly name: string;
  readonly points: Readonly<Record<string, string>>;
  readonly cases: readonly Xml[];
}

function suiteOf(grade: ExerciseGrade): Suite {
  const { exercise: name, maxScore } = grade;
  const points = { maxPoints: String(maxScore) };
  const whole = (outcome: Xml): Suite => ({
    name,
    points,
    cases: [{ '@classname': name, '@name': name, '@time': '0', ...outcome }],
  });
  switch (grade.status) {
    case 'graded':
      return {
        name,
        points: { points: String(grade.score), ...points, verdict: grade.verdict },
        cases: grade.checks.map((check) => caseOf(check, name)),
      };
    case 'ungradable':
      return whole({ error: told(grade.reason, grade.code) });
    case 'unstable':
      return whole({
        error: told('Two runs of the same checks disagreed, so there is no mark.', 'unstable'),
      });
    case 'missing':
      return whole({ failure: told('The files of this exercise were not found.', 'missing') });
  }
}

function caseOf(check: GradedCheck, exercise: string): Xml {
  const { id, title, task, points, maxPoints } = check;
  return {
    '@classname': `${exercise}.${task}`,
    '@name': clean(title),
    '@time': '0',
    properties: properties({ check: id, points: String(points), maxPoints: String(maxPoints) }),
    ...outcomeOf(check),
  };
}

function outcomeOf(check: GradedCheck): Xml {
  const text = learnerText(check);
  switch (check.status) {
    case 'pass':
      return {};
    case 'fail':
      return { failure: told(text, check.failure?.instrument ?? 'check') };
    case 'error':
      return { error: told(text, 'error') };
    case 'skipped':
      return { skipped: { '@message': clean(text) } };
  }
}

/** The first line as the message, all of it as the text. */
function told(text: string, type: string): Xml {
  const lines = clean(text);
  return { '@message': lines.split('\n')[0] ?? '', '@type': clean(type), '#text': lines };
}

function properties(pairs: Readonly<Record<string, string>>): Xml {
  const property = Object.entries(pairs).map(([name, value]) => ({ '@name': name, '@value': clean(value) }));
  return { property };
}

function totals(suites: readonly Suite[]): Xml {
  const cases = suites.flatMap((suite) => suite.cases);
  const count = (member: string): string => String(cases.filter((one) => member in one).length);
  return {
    '@tests': String(cases.length),
    '@failures': count('failure'),
    '@errors': count('error'),
    '@skipped': count('skipped'),
  };
}

/** Characters that no XML document may hold, not even escaped. */
const NO_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

function clean(text: string): string {
  return text.replace(NO_XML, '\ufffd');
}
