import type { Import } from './imports.ts';

/** Where something stands in a text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * A module ready to be made: all that its host needs, so that no parser has to be where it is made. Plain data: it crosses
 * to jails.
 */
export interface LinkedModule {
  readonly name: string;
  /** JavaScript. */
  readonly code: string;
  /** Where in the code the specifiers stand that a host replaces by addresses, and what they lead to. */
  readonly imports: readonly Import[];
  /** The names that it exports itself. */
  readonly exports: readonly string[];
  /** The code as an expression whose value is a {Factory}; absent for what can only be a module. */
  readonly factory?: string;
  /** Where in the code only a module's words stand. With these blanked, the rest is the body of a function. */
  readonly moduleWords: readonly Range[];
}

/** The code of a module with each specifier replaced by the address that its target got. */
export function withAddresses(
  { code, imports }: LinkedModule,
  addressOf: (target: Import['target']) => string,
): string {
  const parts: string[] = [];
  let end = 0;
  for (const { start, end: next, target } of imports) {
    parts.push(code.slice(end, start), addressOf(target));
    end = next;
  }
  parts.push(code.slice(end));
  return parts.join('');
}
