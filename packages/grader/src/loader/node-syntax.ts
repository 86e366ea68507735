import { Script } from 'node:vm';
import type { SyntaxFault } from './module-host.ts';

/** The place of the syntax error that Node finds in an expression. */
export function nodeSyntaxFault(expression: string): SyntaxFault | undefined {
  try {
    new Script(expression);
  } catch (error) {
    return faultOf(error as Error);
  }
  return undefined;
}

/** Node writes above the message: the script with its line, that line, and marks below the place. */
function faultOf({ message, stack = '' }: Error): SyntaxFault | undefined {
  const match = stack.match(/:(\d+)\n[^\n]*\n( *)\^/);
  if (match === null) return undefined;
  return { message, line: Number(match[1]), column: (match[2] as string).length + 1 };
}
