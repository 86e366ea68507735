import type { AllowedPackage, Exports, ModuleHost, SyntaxFault } from '@keysmith/grader/host';

const SLOT = 'keysmith.packages';

/**
 * Makes modules in a worker of a page, at blob: addresses. The packages are part of the worker's own program; a learner's
 * module reaches them through a small module that takes them from the global scope.
 */
export function pageModules(packages: Readonly<Record<AllowedPackage, Exports>>): ModuleHost {
  (globalThis as Record<symbol, unknown>)[Symbol.for(SLOT)] = packages;
  for (const exports of Object.values(packages)) restoreNames(exports);
  const addresses = new Map<AllowedPackage, string>();
  return {
    sourceName: (file) => `lab:///${file}`,
    moduleAddress: addressOf,
    packageAddress(name) {
      const address = addresses.get(name) ?? addressOf(packageModule(name, Object.keys(packages[name])));
      addresses.set(name, address);
      return address;
    },
    importModule: (address) => import(address) as Promise<Exports>,
    importPackage: (name) => Promise.resolve(packages[name]),
    evaluate: (expression, sourceName) => evaluate(`${expression}\n//# sourceURL=${sourceName}`),
    syntaxFault: syntaxFaults(),
  };
}

function addressOf(code: string): string {
  return URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
}

/** Minifying takes the names of classes, which messages and learners' programs may show. */
function restoreNames(exports: Exports): void {
  for (const [name, value] of Object.entries(exports)) {
    const own = name.replace(/^(\$|__)/, '');
    if (typeof value === 'function' && /^[A-Z]/.test(own))
      Object.defineProperty(value, 'name', { value: own });
  }
}

function packageModule(name: AllowedPackage, exports: readonly string[]): string {
  return `export const { ${exports.join(', ')} } = globalThis[Symbol.for('${SLOT}')]['${name}'];`;
}

/** Called by another name, `eval` works in the global scope. */
const evaluate = eval;

/**
 * Finds places of syntax errors. Such an error bears no place that code can read, but the event that reports it does; the
 * listener must be there before others that take reported errors for uncaught ones.
 */
function syntaxFaults(): ModuleHost['syntaxFault'] {
  let take: ((event: ErrorEvent) => void) | undefined;
  self.addEventListener('error', (event) => {
    if (take === undefined) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    take(event);
  });
  const report = (error: SyntaxError): SyntaxFault | undefined => {
    const reported: ErrorEvent[] = [];
    take = (event) => void reported.push(event);
    reportError(error);
    take = undefined;
    const [event] = reported;
    return event && { message: error.message, line: event.lineno, column: event.colno };
  };
  return (expression) => {
    try {
      evaluate(expression);
    } catch (error) {
      return error instanceof SyntaxError ? report(error) : undefined;
    }
    return undefined;
  };
}
