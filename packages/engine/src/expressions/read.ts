import { ValidationException } from '../errors.ts';
import { typeOf } from '../values/types.ts';
import type { Condition, Path, UpdateAction } from './ast.ts';
import { bindCondition, bindOperand, bindPath } from './bind.ts';
import { refuseOverlaps } from './overlap.ts';
import { parseCondition, parseProjection, parseUpdate } from './parsed.ts';
import type { Placeholders } from './placeholders.ts';
import { type Projection, projectionOf } from './projection.ts';

/** Runs one expression's reading, and names the parameter in whatever the service would say about it. */
function named<Result>(parameter: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ValidationException)) throw error;
    throw new ValidationException(`Invalid ${parameter}: ${error.message}`);
  }
}

export function readCondition(
  parameter: string,
  source: string | undefined,
  placeholders: Placeholders,
): Condition | undefined {
  if (source == null) return undefined;
  return named(parameter, () => bindCondition(parseCondition(source), placeholders));
}

export function readProjection(
  source: string | undefined,
  placeholders: Placeholders,
): Projection | undefined {
  if (source == null) return undefined;
  return named('ProjectionExpression', () => {
    const paths = parseProjection(source).map((path) => bindPath(path, placeholders));
    refuseOverlaps(paths);
    return projectionOf(paths);
  });
}

export interface Update {
  readonly actions: readonly UpdateAction[];
  readonly paths: readonly Path[];
  /** Whether it can give an absent item an attribute. One that only removes does not create its item. */
  readonly creates: boolean;
}

export function readUpdate(source: string | undefined, placeholders: Placeholders): Update | undefined {
  if (source == null) return undefined;
  return named('UpdateExpression', () => {
    const actions = parseUpdate(source).map((action) => bindAction(action, placeholders));
    const paths = actions.map((action) => action.path);
    refuseOverlaps(paths);
    const creates = actions.some(({ section }) => section === 'SET' || section === 'ADD');
    return { actions, paths, creates };
  });
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  BOOL: 'BOOLEAN',
  NULL: 'NULL',
  L: 'LIST',
  M: 'MAP',
  SS: 'STRING_SET',
  NS: 'NUMBER_SET',
  BS: 'BINARY_SET',
};

function bindAction(action: UpdateAction, placeholders: Placeholders): UpdateAction {
  const path = bindPath(action.path, placeholders);
  if (action.operand === undefined) return { ...action, path };
  const operand = bindOperand(action.operand, placeholders, 'update');
  if (action.section !== 'SET' && operand.kind === 'value') {
    const type = typeOf(operand.value);
    const fits = type.length === 2 && type.endsWith('S') ? true : action.section === 'ADD' && type === 'N';
    if (!fits) {
      throw new ValidationException(
        `Incorrect operand type for operator or function; operator: ${action.section}, operand type: ${TYPE_WORDS[type]}, typeSet: ALLOWED_FOR_${action.section}_OPERAND`,
      );
    }
  }
  return { ...action, path, operand };
}
