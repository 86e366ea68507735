import { show } from './show.ts';

/** Longer than this, two values in one sentence cannot be compared at a glance; then the comparison below it does that. */
const AT_A_GLANCE = 160;

/**
 * What an assertion says, without what can be read the wrong way round: who sees "expected 1 to be 2" for the first time
 * takes 1 for what is right. The label in front, which comes from the check, stays.
 */
export function inOurWords(error: Error): string {
  const message = stripColours(error.message);
  return sayEquality(message, error) ?? reword(message.split('\n\n')[0]?.trim() ?? message);
}

const EQUALITY =
  /^(?<label>(?:.*?: )?)expected .+ to (?:be .+ \/\/ Object\.is equality|be null|be undefined|(?:deeply |strictly )?equal .+)$/s;

const DENIAL = / not to (?:be|equal)\b| to not (?:be|deeply|strictly|equal)\b/;

/** "likes after two people liked the post: 1 instead of 2"; undefined for every other assertion. */
function sayEquality(
  message: string,
  error: Error & { actual?: unknown; expected?: unknown },
): string | undefined {
  const label = EQUALITY.exec(message)?.groups?.label;
  if (label === undefined || DENIAL.test(message)) return undefined;
  const [found, right] = [show(error.actual), show(error.expected)];
  // Two values that are not the same can look alike, such as 0 and -0, or two that are cut.
  return found === right || found.length + right.length > AT_A_GLANCE
    ? `${label}differs from what was expected, as compared here`
    : `${label}${found} instead of ${right}`;
}

/** The other assertions that checks make on plain values. */
const REWORDED: readonly (readonly [RegExp, string])[] = [
  [/expected (.+) to have a length of (\d+) but got (\d+)$/s, '$3 instead of $2: $1'],
  [/expected (\[.+\]) to include (.+)$/s, '$2 is not among $1'],
  [/expected (\S+) to be ((?:greater|less) than .+)$/s, '$1 is not $2'],
];

const reword = (sentence: string): string =>
  REWORDED.reduce(
    (text, [pattern, words]) => text.replace(pattern, words),
    sentence.replace(/(?<![\w.])\+0(?![\w.])/g, '0'),
  );

export function stripColours(text: string): string {
  return text.replace(/\u001b\[[0-9;]*m/g, '');
}
