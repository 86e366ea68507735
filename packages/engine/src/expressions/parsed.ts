import { ValidationException } from '../errors.ts';
import type { Condition, Path, Section } from './ast.ts';
import { Parser, type UnboundAction } from './parser.ts';
import { utf8Length } from '../values/utf8.ts';

/** Source: "Quotas", Developer Guide: 4 KB for any expression string. */
const EXPRESSION_BYTES_MAX = 4096;
const CACHE_ENTRIES_MAX = 500;

type Parse<Result> = (parser: Parser) => Result;

/**
 * Parses each expression text once: programs send the same few texts with other placeholder values. Failures are
 * not kept. The cache forgets its oldest entries, and holds texts of at most 4 KB.
 */
function cached<Result>(parse: Parse<Result>): (source: string) => Result {
  const cache = new Map<string, Result>();
  return (source) => {
    const known = cache.get(source);
    if (known !== undefined) return known;
    checkLength(source);
    const parser = new Parser(source);
    const result = parse(parser);
    parser.expectEnd();
    if (cache.size >= CACHE_ENTRIES_MAX) cache.delete(cache.keys().next().value!);
    cache.set(source, result);
    return result;
  };
}

function checkLength(source: string): void {
  if (source.trim() === '') throw new ValidationException('The expression can not be empty;');
  const bytes = source.length > EXPRESSION_BYTES_MAX ? source.length : utf8Length(source);
  if (bytes > EXPRESSION_BYTES_MAX) {
    throw new ValidationException(
      `Expression size has exceeded the maximum allowed size; expression size: ${bytes}`,
    );
  }
}

export const parseCondition = cached<Condition>((parser) => parser.condition());

export const parseProjection = cached<readonly Path[]>((parser) => {
  const paths = [parser.path()];
  while (parser.accept(',')) paths.push(parser.path());
  return paths;
});

export const parseUpdate = cached<readonly UnboundAction[]>((parser) => {
  const actions: UnboundAction[] = [];
  const seen = new Set<Section>();
  while (!parser.atEnd) {
    const section = sectionOf(parser);
    if (seen.has(section)) {
      throw new ValidationException(
        `The "${section}" section can only be used once in an update expression;`,
      );
    }
    seen.add(section);
    do actions.push(updateAction(parser, section));
    while (parser.accept(','));
  }
  return actions;
});

const SECTIONS: readonly Section[] = ['SET', 'REMOVE', 'ADD', 'DELETE'];

function sectionOf(parser: Parser): Section {
  const section = SECTIONS.find((word) => parser.acceptWord(word));
  if (section === undefined) throw parser.fail();
  return section;
}

function updateAction(parser: Parser, section: Section): UnboundAction {
  const path = parser.path();
  if (section === 'REMOVE') return { section, path, operand: undefined };
  if (section !== 'SET') return { section, path, operand: parser.value() };
  parser.expect('=');
  return { section, path, operand: parser.setOperand() };
}
