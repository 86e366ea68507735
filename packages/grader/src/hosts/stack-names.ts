type Prepare = (error: Error, frames: NodeJS.CallSite[]) => unknown;

/**
 * Makes stack traces name a learner's file where Vitest names the data: address that its module was made at. V8 itself
 * knows better, but Vitest replaces its formatting.
 */
export function nameLearnerFilesInStacks(): void {
  const prepare: Prepare | undefined = Error.prepareStackTrace;
  if (prepare === undefined) return;
  Error.prepareStackTrace = (error, frames) => {
    const stack = prepare(error, frames);
    return typeof stack === 'string'
      ? stack.replace(/data:text\/javascript;base64,([\w+/=]+)/g, sourceOf)
      : stack;
  };
}

function sourceOf(address: string, code: string): string {
  const lastLine = Buffer.from(code, 'base64').toString('utf8').split('\n').at(-1) ?? '';
  return /^\/\/# sourceURL=(.*)$/.exec(lastLine)?.[1] ?? address;
}
