import { ValidationException } from '../errors.ts';
import type { JsonObject } from '../values/types.ts';

/** The parameters from before expressions (2014), with what took their place. The engine has none of them. */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  Expected: 'ConditionExpression',
  AttributeUpdates: 'UpdateExpression',
  KeyConditions: 'KeyConditionExpression',
  QueryFilter: 'FilterExpression',
  ScanFilter: 'FilterExpression',
  AttributesToGet: 'ProjectionExpression',
  ConditionalOperator: 'AND and OR inside an expression',
};

const EXPRESSIONS = [
  'ConditionExpression',
  'FilterExpression',
  'KeyConditionExpression',
  'ProjectionExpression',
  'UpdateExpression',
];

export function refuseLegacy(input: JsonObject): void {
  for (const name in REPLACEMENTS) {
    if (input[name] == null) continue;
    const used = EXPRESSIONS.filter((expression) => input[expression] != null);
    if (used.length > 0) {
      const legacy = Object.keys(REPLACEMENTS).filter((parameter) => input[parameter] != null);
      throw new ValidationException(
        `Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {${legacy.join(', ')}} Expression parameters: {${used.join(', ')}}`,
      );
    }
    throw new ValidationException(
      `The legacy parameter ${name} is not supported by this table: use ${REPLACEMENTS[name]} instead`,
    );
  }
}
