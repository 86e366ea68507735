import type { Token } from './tokens.ts';

/** TypeScript syntax that would have to be turned into code, where a type stripper may only take text away. */
export interface NotErasable {
  readonly token: Token;
  /** A sentence: what it is, and what to write instead. */
  readonly rule: string;
}

/** Found by name first, because a rule with a remedy helps more than "this is not erasable". */
export function findNotErasable(tokens: readonly Token[]): NotErasable | undefined {
  for (const [index, token] of tokens.entries()) {
    const rule = ruleFor(tokens, index);
    if (rule !== undefined) return { token, rule };
  }
  return undefined;
}

function ruleFor(tokens: readonly Token[], index: number): string | undefined {
  const token = tokens[index] as Token;
  const next = tokens[index + 1];
  const afterNext = tokens[index + 2]?.text;
  if (token.isType) return isNamespace(tokens, index) ? RULES.namespace : undefined;
  switch (token.text) {
    case 'enum':
      return isPropertyName(tokens, index) || !isName(next?.text) ? undefined : RULES.enum;
    case '@':
      return isInTemplate(tokens[index - 1], token) ? undefined : RULES.decorator;
    case 'import':
      return isName(next?.text) && afterNext === '=' ? RULES.importEquals : undefined;
    case 'export':
      return next?.text === '=' ? RULES.exportEquals : undefined;
    case 'constructor':
      return next?.text === '(' && hasModifiedParameter(tokens, index + 1)
        ? RULES.parameterProperty
        : undefined;
    default:
      return undefined;
  }
}

const RULES = {
  enum: 'An enum is code that TypeScript makes up. Write an object with `as const`, or a union of strings.',
  namespace: 'A namespace is code that TypeScript makes up. Export its members from the file itself.',
  decorator: 'Decorators are not understood by Node or by browsers. Call the function instead.',
  importEquals: '`import … =` is not an ES module import. Write `import … from`.',
  exportEquals: '`export =` is not an ES module export. Write `export default`, or `export const`.',
  parameterProperty:
    'A constructor parameter with `private`, `public`, `protected` or `readonly` assigns a property without saying so. Declare the property and assign it.',
};

/** The parser takes any namespace for a type, so one without `declare` would be dropped together with its code. */
function isNamespace(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index] as Token;
  if (token.text !== 'namespace' && token.text !== 'module') return false;
  const [before, name, open] = [tokens[index - 1], tokens[index + 1], tokens[index + 2]];
  if (before?.text === 'declare' || !name?.isType || !isName(name.text)) return false;
  return (open?.text === '{' || open?.text === '.') && !isInsideTypeBraces(tokens, index);
}

function isInsideTypeBraces(tokens: readonly Token[], index: number): boolean {
  let depth = 0;
  for (let at = index - 1; at >= 0; at -= 1) {
    const { text, isType } = tokens[at] as Token;
    if (text === '}') depth += 1;
    if (text === '{') {
      if (depth === 0) return isType;
      depth -= 1;
    }
  }
  return false;
}

function hasModifiedParameter(tokens: readonly Token[], open: number): boolean {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    const { text } = tokens[at] as Token;
    if (text === '(' || text === '{' || text === '[') depth += 1;
    if (text === ')' || text === '}' || text === ']') depth -= 1;
    if (depth === 0) return false;
    const startsParameter = tokens[at - 1]?.text === '(' || tokens[at - 1]?.text === ',';
    const following = tokens[at + 1]?.text;
    if (depth === 1 && startsParameter && MODIFIERS.has(text) && (isName(following) || following === '{'))
      return true;
  }
  return false;
}

const MODIFIERS = new Set(['private', 'public', 'protected', 'readonly', 'override']);

function isPropertyName(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]?.text;
  return before === '.' || before === '?.';
}

/** The text of a template is a token of its own, and may be a lone "@". */
function isInTemplate(before: Token | undefined, token: Token): boolean {
  return before?.text === '`' || (before?.text === '}' && before.end === token.start);
}

function isName(text: string | undefined): boolean {
  return text !== undefined && /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(text);
}
