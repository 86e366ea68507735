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
    syntaxFault,
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

function syntaxFault(expression: string): SyntaxFault | undefined {
  try {
    evaluate(expression);
  } catch (error) {
    return error instanceof SyntaxError ? placed(error) : undefined;
  }
  return undefined;
}

/** A syntax error bears no place that code can read, but the event that reports it does. */
function placed(error: SyntaxError): SyntaxFault {
  let fault = { message: error.message, line: 1, column: 1 };
  const note = (event: ErrorEvent): void => {
    event.preventDefault();
    fault = { ...fault, line: event.lineno, column: event.colno };
  };
  self.addEventListener('error', note, { capture: true, once: true });
  reportError(error);
  return fault;
}
