import { ValidationException } from '../errors.ts';
import type { Comparator, Condition, Operand, Path, Section, Step } from './ast.ts';
import { isReserved } from './reserved.ts';
import { TokenReader } from './token-reader.ts';

/**
 * Expressions before their placeholders are known. Parsing depends on the text alone, so that its result can be kept
 * and used again; `bind.ts` fills in names and values.
 */
const OPERATORS_MAX = 300;
const PATH_STEPS_MAX = 32;
const PARENTHESES_DEPTH_MAX = OPERATORS_MAX + 2;
const LIST_INDEX_MAX = 2_147_483_647;
const COMPARATORS: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);

/** Literals carry only their placeholder yet; a path's steps may be `#placeholders`. */
export type Unbound<Node> = Node;
export interface UnboundAction {
  readonly section: Section;
  readonly path: Path;
  readonly operand: Operand | undefined;
}

const NO_VALUE = { NULL: true } as const;

export class Parser extends TokenReader {
  private operators = 0;
  private depth = 0;

  private countOperator(): void {
    this.operators++;
    if (this.operators > OPERATORS_MAX) {
      throw new ValidationException(
        `The expression contains too many operators; operator count: ${this.operators}`,
      );
    }
  }

  path(): Path {
    const steps: Step[] = [this.step()];
    for (;;) {
      if (this.accept('.')) steps.push(this.step());
      else if (this.isSymbol('[')) steps.push(this.listIndex());
      else break;
    }
    if (steps.length > PATH_STEPS_MAX) {
      throw new ValidationException(
        `The document path has too many nesting levels; nesting levels: ${steps.length}`,
      );
    }
    return { kind: 'path', steps };
  }

  private step(): string {
    const token = this.token;
    if (token.kind !== 'name' && token.kind !== '#') throw this.fail();
    if (token.kind === 'name' && isReserved(token.text)) {
      if (isKeywordHere(token.text)) throw this.fail();
      if (this.tokens[this.at + 1]?.text === '(') {
        this.at++;
        throw this.fail();
      }
      throw new ValidationException(`Attribute name is a reserved keyword; reserved keyword: ${token.text}`);
    }
    this.at++;
    return token.text;
  }

  private listIndex(): number {
    this.expect('[');
    const token = this.token;
    if (token.kind !== 'number') throw this.fail();
    this.at++;
    this.expect(']');
    const index = Number(token.text);
    if (index > LIST_INDEX_MAX) {
      throw new ValidationException(`List index is not within the allowable range; index: [${token.text}]`);
    }
    return index;
  }

  value(): Operand {
    const token = this.token;
    if (token.kind !== ':') throw this.fail();
    this.at++;
    return { kind: 'value', name: token.text, value: NO_VALUE };
  }

  operand(): Operand {
    if (this.token.kind === ':') return this.value();
    const next = this.tokens[this.at + 1];
    if (this.token.kind === 'name' && next?.kind === 'symbol' && next.text === '(') return this.call();
    return this.path();
  }

  private call(): Operand {
    const name = this.token.text;
    this.at += 2;
    this.countOperator();
    this.enter();
    const args: Operand[] = [this.operand()];
    while (this.accept(',')) args.push(this.operand());
    this.expect(')');
    this.depth--;
    return { kind: 'call', name, args };
  }

  private enter(): void {
    this.depth++;
    // Deeper than this there is a pair of parentheses without an operator of its own.
    if (this.depth > PARENTHESES_DEPTH_MAX)
      throw new ValidationException('The expression has redundant parentheses;');
  }

  /** One operand of `+` or `-`, or one of them. Chains such as `a + b + c` are no part of the language. */
  setOperand(): Operand {
    const left = this.setTerm();
    const operator = this.isSymbol('+') ? '+' : this.isSymbol('-') ? '-' : undefined;
    if (operator === undefined) return left;
    this.at++;
    this.countOperator();
    return { kind: 'arithmetic', operator, left, right: this.setTerm() };
  }

  private setTerm(): Operand {
    if (!this.accept('(')) return this.operand();
    this.enter();
    const inner = this.setOperand();
    this.expect(')');
    this.depth--;
    return inner;
  }

  condition(): Condition {
    const node = this.or();
    if (!isCondition(node)) throw this.fail();
    return node;
  }

  private or(): Condition | Operand {
    let left = this.and();
    while (this.isWord('OR')) left = this.join('or', left, () => this.and());
    return left;
  }

  private and(): Condition | Operand {
    let left = this.not();
    while (this.isWord('AND')) left = this.join('and', left, () => this.not());
    return left;
  }

  private join(kind: 'and' | 'or', left: Condition | Operand, rest: () => Condition | Operand): Condition {
    if (!isCondition(left)) throw this.fail();
    this.at++;
    this.countOperator();
    const right = rest();
    if (!isCondition(right)) throw this.fail();
    return { kind, left, right };
  }

  private not(): Condition | Operand {
    if (!this.isWord('NOT')) return this.primary();
    this.at++;
    this.countOperator();
    const operand = this.not();
    if (!isCondition(operand)) throw this.fail();
    return { kind: 'not', operand };
  }

  private primary(): Condition | Operand {
    return this.comparison(this.isSymbol('(') ? this.parenthesised() : this.operand());
  }

  private parenthesised(): Condition | Operand {
    this.expect('(');
    this.enter();
    const doubled = this.isSymbol('(');
    const inner = this.or();
    const closesAtOnce = this.isSymbol(')') && this.tokens[this.at - 1]?.text === ')';
    this.expect(')');
    this.depth--;
    if (doubled && closesAtOnce && this.isOnePair(inner)) {
      throw new ValidationException('The expression has redundant parentheses;');
    }
    return inner;
  }

  /** `((a) OR (b))` begins and ends with two parentheses too, but its inner ones are two pairs. */
  private isOnePair(inner: Condition | Operand): boolean {
    let depth = 0;
    let at = this.at - 2;
    for (; at >= 0; at--) {
      const { text, kind } = this.tokens[at]!;
      if (kind !== 'symbol') continue;
      if (text === ')') depth++;
      if (text === '(' && --depth === 0) break;
    }
    return inner !== undefined && this.tokens[at - 1]?.text === '(' && this.tokens[at - 1]?.kind === 'symbol';
  }

  private comparison(left: Condition | Operand): Condition | Operand {
    const { text, kind } = this.token;
    const isComparator = kind === 'symbol' && COMPARATORS.has(text);
    if (!isComparator && !this.isWord('BETWEEN') && !this.isWord('IN')) return left;
    if (!isOperand(left)) throw this.fail();
    this.at++;
    this.countOperator();
    if (isComparator) {
      return { kind: 'compare', operator: text as Comparator, left, right: this.comparisonOperand() };
    }
    return text.toUpperCase() === 'IN' ? this.inList(left) : this.between(left);
  }

  private comparisonOperand(): Operand {
    if (!this.accept('(')) return this.operand();
    this.enter();
    const inner = this.comparisonOperand();
    this.expect(')');
    this.depth--;
    return inner;
  }

  private between(operand: Operand): Condition {
    const low = this.comparisonOperand();
    if (!this.acceptWord('AND')) throw this.fail();
    return { kind: 'between', operand, low, high: this.comparisonOperand() };
  }

  private inList(operand: Operand): Condition {
    this.expect('(');
    const list = [this.operand()];
    while (this.accept(',')) list.push(this.operand());
    this.expect(')');
    return { kind: 'in', operand, list };
  }
}

const STRUCTURE_WORDS: ReadonlySet<string> = new Set(['AND', 'OR', 'NOT', 'BETWEEN', 'IN']);

/** A structural keyword where a name should stand is a syntax error, not a reserved name. */
function isKeywordHere(word: string): boolean {
  return STRUCTURE_WORDS.has(word.toUpperCase());
}

function isOperand(node: Condition | Operand): node is Operand {
  return node.kind === 'path' || node.kind === 'value' || node.kind === 'call' || node.kind === 'arithmetic';
}

function isCondition(node: Condition | Operand): node is Condition {
  return node.kind !== 'path' && node.kind !== 'value' && node.kind !== 'arithmetic';
}
