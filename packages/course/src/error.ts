/** One thing that does not fit, told so that its author can mend it. */
export interface Problem {
  /** `area.reason`, such as `exercise.no-solution`. Tests match it, and test/course has one for every code. */
  readonly code: string;
  /** Path inside the repository, with forward slashes; a line may follow after a colon. */
  readonly place: string;
  /** What the rule is and how it is broken here, as a sentence. */
  readonly rule: string;
  /** What to do about it, as a sentence. */
  readonly remedy: string;
}

/** The course's error: everything that is wrong at once, because authors mend faster that way. */
export class CourseError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'CourseError';
    this.problems = problems;
  }
}

/** One problem as three lines of text. */
export function formatProblem(problem: Problem): string {
  return `${problem.code}  ${problem.place}\n  ${problem.rule}\n  ${problem.remedy}`;
}
