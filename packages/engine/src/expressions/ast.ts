import type { AttributeValue } from '../values/types.ts';

/** A step into a document: an attribute's or map entry's name, or a list index. */
export type Step = string | number;

export interface Path {
  readonly kind: 'path';
  readonly steps: readonly Step[];
}

export interface Literal {
  readonly kind: 'value';
  /** The placeholder, `:name`. */
  readonly name: string;
  readonly value: AttributeValue;
}

export interface Call {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Operand[];
}

/** `+` and `-`, in SET only. */
export interface Arithmetic {
  readonly kind: 'arithmetic';
  readonly operator: '+' | '-';
  readonly left: Operand;
  readonly right: Operand;
}

export type Operand = Path | Literal | Call | Arithmetic;
export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

export interface Comparison {
  readonly kind: 'compare';
  readonly operator: Comparator;
  readonly left: Operand;
  readonly right: Operand;
}

export type Condition =
  | Comparison
  | { readonly kind: 'between'; readonly operand: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: 'in'; readonly operand: Operand; readonly list: readonly Operand[] }
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly operand: Condition }
  | Call;

export type Section = 'SET' | 'REMOVE' | 'ADD' | 'DELETE';

export interface UpdateAction {
  readonly section: Section;
  readonly path: Path;
  /** Absent for REMOVE. */
  readonly operand: Operand | undefined;
}

/** A path as the service prints it: `a, b, [0]`. */
export function showPath(path: Path): string {
  return path.steps.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join(', ');
}

export function samePath(left: Path, right: Path): boolean {
  return left.steps.length === right.steps.length && left.steps.every((step, at) => step === right.steps[at]);
}
