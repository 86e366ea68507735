import { Console } from 'node:console';
import { stripTypeScriptTypes } from 'node:module';
import { Writable } from 'node:stream';
import { runInThisContext } from 'node:vm';
import ts from 'typescript';
import type { Fence } from '@keysmith/course';

/** What a run fence finds in scope, besides what the page's setup declares. */
export interface FenceHost {
  /** The document client, connected to a table that no other fence sees. */
  readonly client: unknown;
  /** Creates the tables that the setup declares and gives their real names. Called before the setup's next statement. */
  createTables(definitions: never): Promise<Readonly<Record<string, string>>>;
  /** What fences may import, by specifier. */
  readonly modules: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** One run fence of a page. */
export interface FenceProgram {
  readonly place: string;
  readonly setup: Fence | undefined;
  readonly run: Fence;
}

interface Piece {
  /** The code without imports and types; every line is where it was. */
  readonly code: string;
  /** Local names and what they stand for. */
  readonly bindings: ReadonlyMap<string, unknown>;
}

type Compiled = (scope: Record<string, unknown>) => Promise<void>;

/**
 * Runs a fence behind its page's setup and returns what the fence printed (the setup's prints are dropped), without
 * the white space at the end. The code keeps the lines that it has on the page, so a stack trace names the page's
 * lines. Setup and fence share a scope, but the fence may use a name anew.
 *
 * @throws what the code throws, and an Error naming place and rule if the code breaks a rule of fences.
 */
export async function runFence({ place, setup, run }: FenceProgram, host: FenceHost): Promise<string> {
  const printed: string[] = [];
  const lines = new Array<string>(run.endLine).fill('');
  const bindings = new Map<string, unknown>();
  for (const [fence, isSetup] of [[setup, true] as const, [run, false] as const]) {
    if (!fence) continue;
    const piece = prepare(fence, { place, isSetup, host });
    for (const [name, value] of piece.bindings) bindings.set(name, value);
    const code = isSetup ? piece.code : `{${piece.code}\n}`;
    lines.splice(fence.line, fence.endLine - fence.line, ...code.split('\n'));
    if (!isSetup) lines[fence.line - 1] = 'console = print;';
  }
  const scope = {
    ...Object.fromEntries(bindings),
    client: host.client,
    createTables: (definitions: never) => host.createTables(definitions),
    console: consoleInto([]),
    print: consoleInto(printed),
  };
  const parameters = `{ ${Object.keys(scope).join(', ')} }`;
  const names = setup ? '' : ' const names = {};';
  const source = `(async (${parameters}) => {${names}${lines.join('\n')}\n})`;
  const compiled = runInThisContext(source, { filename: place }) as Compiled;
  await compiled(scope);
  return printed.join('').trimEnd();
}

interface Preparation {
  readonly place: string;
  readonly isSetup: boolean;
  readonly host: FenceHost;
}

/** Hoists the imports, lets the tables be created behind their declaration, and takes the types off. */
function prepare(fence: Fence, { place, isSetup, host }: Preparation): Piece {
  const file = ts.createSourceFile('fence.ts', fence.code, ts.ScriptTarget.Latest, true);
  const bindings = new Map<string, unknown>();
  let code = fence.code;
  for (const statement of file.statements.filter(ts.isImportDeclaration)) {
    bindImport(statement, bindings, (specifier) => moduleFor(specifier, { fence, place, host }));
    const text = statement.getText();
    code = code.replace(text, text.replace(/[^\n]/g, ' '));
  }
  if (isSetup) {
    const end = tablesEnd(file);
    if (end === undefined) {
      throw new Error(
        `${place}:${fence.line}: a setup fence declares \`const tables = { … }\`, and this one does not.`,
      );
    }
    code = `${code.slice(0, end)};const names = await createTables(tables);${code.slice(end)}`;
  }
  return { code: stripTypeScriptTypes(code), bindings };
}

/** The offset behind the top-level statement that declares `tables`. */
function tablesEnd(file: ts.SourceFile): number | undefined {
  return file.statements
    .filter(ts.isVariableStatement)
    .find(({ declarationList }) =>
      declarationList.declarations.some(({ name }) => name.getText() === 'tables'),
    )
    ?.getEnd();
}

function bindImport(
  statement: ts.ImportDeclaration,
  bindings: Map<string, unknown>,
  load: (specifier: string) => Readonly<Record<string, unknown>>,
): void {
  const clause = statement.importClause;
  if (!clause || clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return;
  const module = load((statement.moduleSpecifier as ts.StringLiteral).text);
  if (clause.name) bindings.set(clause.name.text, module['default']);
  const named = clause.namedBindings;
  if (named && ts.isNamespaceImport(named)) bindings.set(named.name.text, module);
  if (!named || !ts.isNamedImports(named)) return;
  for (const element of named.elements.filter(({ isTypeOnly }) => !isTypeOnly)) {
    const imported = (element.propertyName ?? element.name).text;
    if (!(imported in module))
      throw new Error(`"${statement.moduleSpecifier.getText()}" exports no "${imported}".`);
    bindings.set(element.name.text, module[imported]);
  }
}

function moduleFor(
  specifier: string,
  { fence, place, host }: { fence: Fence; place: string; host: FenceHost },
) {
  const module = host.modules[specifier];
  if (module) return module;
  const allowed = Object.keys(host.modules).join(', ');
  throw new Error(
    `${place}:${fence.line}: a fence may import from ${allowed}; this one imports from ${specifier}.`,
  );
}

/** A console that prints into a list, without colours, as node prints into a file. Errors go where they always go. */
function consoleInto(printed: string[]): Console {
  const stdout = new Writable({
    write(chunk: Buffer, _encoding, done) {
      printed.push(chunk.toString('utf8'));
      done();
    },
  });
  return new Console({ stdout, stderr: process.stderr, colorMode: false });
}
