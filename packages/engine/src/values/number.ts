import { ValidationException } from '../errors.ts';

/**
 * DynamoDB's numbers: up to 38 significant digits, magnitudes from 1E-130 to 9.99…E+125, exact.
 * A `Decimal` is `± digits × 10^exponent`; `digits` has no zero at either end and is empty for zero.
 * Source: "Naming rules and data types", Developer Guide.
 */
export interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

export const DIGITS_MAX = 38;
const MAGNITUDE_MAX = 125;
const MAGNITUDE_MIN = -130;
const SYNTAX = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
const PLAIN_INTEGER = /^(?:0|-?[1-9]\d{0,14})$/;
const ZERO: Decimal = { negative: false, digits: '', exponent: 0 };

function notANumber(text: string): ValidationException {
  const detail = text === '' ? '' : `: ${text}`;
  return new ValidationException(`The parameter cannot be converted to a numeric value${detail}`);
}

function trimmed(negative: boolean, digits: string, exponent: number): Decimal {
  let start = 0;
  while (start < digits.length && digits.charCodeAt(start) === 48) start++;
  let end = digits.length;
  while (end > start && digits.charCodeAt(end - 1) === 48) end--;
  if (start === end) return ZERO;
  return { negative, digits: digits.slice(start, end), exponent: exponent + digits.length - end };
}

/** Refuses what the service can't store. */
function checked(number: Decimal): Decimal {
  if (number.digits === '') return number;
  const magnitude = number.digits.length + number.exponent - 1;
  if (magnitude > MAGNITUDE_MAX) {
    throw new ValidationException(
      'Number overflow. Attempting to store a number with magnitude larger than supported range',
    );
  }
  if (magnitude < MAGNITUDE_MIN) {
    throw new ValidationException(
      'Number underflow. Attempting to store a number with magnitude smaller than supported range',
    );
  }
  if (number.digits.length > DIGITS_MAX) {
    throw new ValidationException('Attempting to store more than 38 significant digits in a Number');
  }
  return number;
}

/** Throws `ValidationException` where the text is no number or does not fit. */
export function parseNumber(text: string): Decimal {
  const match = SYNTAX.exec(text);
  const whole = match?.[2] ?? '';
  const fraction = match?.[3] ?? '';
  if (match === null || whole.length + fraction.length === 0) throw notANumber(text);
  const exponent = Number(match[4] ?? 0) - fraction.length;
  return checked(trimmed(match[1] === '-', whole + fraction, exponent));
}

/** The service's text of a number: expanded, without exponent, without needless zeros. */
export function formatNumber({ negative, digits, exponent }: Decimal): string {
  if (digits === '') return '0';
  const sign = negative ? '-' : '';
  if (exponent >= 0) return sign + digits + '0'.repeat(exponent);
  const point = digits.length + exponent;
  if (point > 0) return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
  return `${sign}0.${'0'.repeat(-point)}${digits}`;
}

export function canonicalNumber(text: string): string {
  return PLAIN_INTEGER.test(text) ? text : formatNumber(parseNumber(text));
}

/**
 * 1 byte, one for each digit in base 100 from the first that is not zero to the last, and one for a minus sign. Pairs
 * of decimal digits are counted from the decimal point: 12 has one, 120 has two (1|20), 0.011 has two (01|10).
 * Measured on DynamoDB Local, and what public suites captured on the service agrees; the Developer Guide says
 * "approximately".
 */
export function numberSize(canonical: string): number {
  const { negative, digits, exponent } = parseNumber(canonical);
  if (digits === '') return 1;
  const highest = Math.floor((digits.length + exponent - 1) / 2);
  const lowest = Math.floor(exponent / 2);
  return 2 + highest - lowest + (negative ? 1 : 0);
}

/** Adds (or, with `sign` -1, subtracts) exactly. Throws where the result needs more than 38 digits or does not fit. */
export function addNumbers(left: string, right: string, sign: 1 | -1): string {
  // Most sums are of short whole numbers, and for those a JavaScript number is exact.
  if (PLAIN_INTEGER.test(left) && PLAIN_INTEGER.test(right))
    return String(Number(left) + sign * Number(right));
  const a = parseNumber(left);
  const b = parseNumber(right);
  if (a.digits === '') return sign === 1 ? right : formatNumber(negated(b));
  if (b.digits === '') return left;
  // Two numbers this far apart can't have a sum of 38 digits, and the shift below would be 250 digits long.
  const exponent = Math.min(a.exponent, b.exponent);
  const sum = scaled(a, exponent) + (sign === 1 ? scaled(b, exponent) : -scaled(b, exponent));
  const negative = sum < 0n;
  return formatNumber(checked(trimmed(negative, (negative ? -sum : sum).toString(), exponent)));
}

function negated(number: Decimal): Decimal {
  return number.digits === '' ? number : { ...number, negative: !number.negative };
}

function scaled(number: Decimal, exponent: number): bigint {
  const mantissa = BigInt(number.digits) * 10n ** BigInt(number.exponent - exponent);
  return number.negative ? -mantissa : mantissa;
}

/**
 * A string whose order is the number's order: sign, exponent, digits. For a negative number exponent and digits are
 * complemented and a closing `~` makes the shorter of two equal beginnings the greater one.
 */
export function orderedNumber(canonical: string): string {
  const { negative, digits, exponent } = parseNumber(canonical);
  if (digits === '') return '1';
  const magnitude = digits.length + exponent + 200;
  if (!negative) return '2' + String.fromCharCode(magnitude) + digits;
  let complement = '';
  for (let at = 0; at < digits.length; at++) complement += 57 - digits.charCodeAt(at);
  return '0' + String.fromCharCode(600 - magnitude) + complement + '~';
}
