import { DynamoDBDocumentClientCommand } from '@aws-sdk/lib-dynamodb';
import type { documentClientOver } from '@keysmith/table/clients';

type DocumentClient = ReturnType<typeof documentClientOver>;
type Steps = (command: unknown) => Promise<{ readonly output: unknown }>;
type Stack = DocumentClient['middlewareStack'];

/** What commands of `@aws-sdk/lib-dynamodb` are: a command of the plain client, and steps that translate around it. */
interface DocumentCommand {
  readonly clientCommand: { resolveMiddleware(stack: Stack, config: unknown, options: undefined): Steps };
  /** Also of the plain command. */
  readonly middlewareStack: Stack;
  addMarshallingMiddleware(config: unknown): void;
}

/**
 * Sends as `client.send` does, by steps that are put together once for each kind of command. The SDK puts them together
 * for each command, which is a third of a request's time behind a door. Its plain client can be told not to, and reuses
 * them in the same way (`cacheMiddleware`); its document client cannot.
 *
 * A command with options or with steps of its own goes the usual way, and so does one of a learner's own class, and every
 * one after `isChanged` has said that somebody changed the client.
 */
export function sendByKind(
  client: DocumentClient,
  isChanged: () => boolean,
): (...given: unknown[]) => unknown {
  const send = client.send.bind(client) as (...given: unknown[]) => unknown;
  const known = new WeakMap<object, Steps>();
  const stepsFor = (command: DocumentCommand): Steps => {
    const { clientCommand, constructor: kind } = command;
    const steps = known.get(kind);
    if (steps !== undefined) return steps;
    command.addMarshallingMiddleware(client.config);
    const stack = client.middlewareStack.concat(command.middlewareStack);
    const made = clientCommand.resolveMiddleware(stack, client.config, undefined);
    known.set(kind, made);
    return made;
  };
  return (...given) => {
    const [command] = given;
    if (given.length > 1 || isChanged() || !isPlain(command)) return send(...given);
    return stepsFor(command)(command.clientCommand).then(({ output }) => output);
  };
}

function isPlain(command: unknown): command is DocumentCommand {
  if (!(command instanceof DynamoDBDocumentClientCommand)) return false;
  // The library's own kinds stand right below their common class.
  const kind: unknown = Object.getPrototypeOf(command.constructor);
  return kind === DynamoDBDocumentClientCommand && command.middlewareStack.identify().length === 0;
}
