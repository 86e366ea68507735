import { ValidationException } from '../errors.ts';
import type { Projection } from '../expressions/projection.ts';
import type { SecondaryIndex } from '../storage/secondary-index.ts';

export interface SelectionInput {
  readonly Select?: string;
  readonly ProjectionExpression?: string;
  readonly IndexName?: string;
}

/** The combinations of Select and ProjectionExpression that make no sense, as far as no table is needed. */
export function checkSelect({ Select, ProjectionExpression, IndexName }: SelectionInput): void {
  if (Select == null) return;
  if (ProjectionExpression != null && Select !== 'SPECIFIC_ATTRIBUTES') {
    const purpose = Select === 'COUNT' ? 'only the Count' : Select;
    throw new ValidationException(`Cannot specify the ProjectionExpression when choosing to get ${purpose}`);
  }
  if (Select === 'SPECIFIC_ATTRIBUTES' && ProjectionExpression == null) {
    throw new ValidationException(
      'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
    );
  }
  if (Select === 'ALL_PROJECTED_ATTRIBUTES' && IndexName == null) {
    throw new ValidationException(
      'ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName',
    );
  }
}

/**
 * Whether a read of an index needs whole items. A local index fetches them from its table; a global one can't, and
 * the service refuses.
 */
export function needsFetch(
  index: SecondaryIndex | undefined,
  select: string | undefined,
  projection: Projection | undefined,
): boolean {
  if (index?.projected === undefined) return false;
  const { projected, definition } = index;
  const missing = projection?.paths.find(({ steps }) => !projected.has(steps[0] as string));
  if (definition.kind === 'local') return select === 'ALL_ATTRIBUTES' || missing !== undefined;
  if (select === 'ALL_ATTRIBUTES') {
    throw new ValidationException(
      `One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index ${definition.name} because its projection type is not ALL`,
    );
  }
  if (missing !== undefined) {
    throw new ValidationException(
      `One or more parameter values were invalid: Global secondary index ${definition.name} does not project [${missing.steps[0]}]`,
    );
  }
  return false;
}
