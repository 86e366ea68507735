import type { Fence } from '@keysmith/course';
import ts from 'typescript';
import type { Program, ProgramFile } from './program.ts';

/*
 * The fences of a chapter are statements: the page's setup declares `tables`, a run fence begins where the setup ended,
 * and both find `client` and `names` in scope. A program of the playground has the form of a learner's files. So the
 * statements are put into functions: what declares the tables becomes table.ts, the rest of the setup setup.ts, and the
 * run fence play.ts, with the very lines that the reader sees on the page. Nothing else is changed.
 */

/** A part of the page's statements that becomes a file. */
interface Part {
  readonly file: ts.SourceFile;
  readonly statements: readonly ts.Statement[];
}

/**
 * The program of a run fence.
 *
 * @throws {Error} if the setup declares no `tables`.
 */
export function programOf(setup: Fence, run: Fence): Program {
  const file = parse(setup.code);
  const statements = statementsOf(file);
  const end = statements.findIndex((statement) => namesDeclaredBy([statement]).includes('tables')) + 1;
  if (end === 0) throw new Error('A setup fence declares `const tables = { … }`, and this one does not.');
  const head = { file, statements: statements.slice(0, end) };
  const tail = { file, statements: statements.slice(end) };
  const body = partOf(parse(run.code));
  return [
    playFile(body, head, tail),
    ...(tail.statements.length > 0 ? [setUpFile(tail, head)] : []),
    tableFile(head, [...sharedNames(head, tail), ...sharedNames(head, body), 'tables']),
  ];
}

function playFile(body: Part, head: Part, tail: Part): ProgramFile {
  const taken = sharedNames(tail, body);
  const hasSetUp = tail.statements.length > 0;
  return moduleFile('play.ts', {
    imports: [
      ...importsOf(body.file),
      ...importsTaken(head.file, body),
      CONTEXT,
      ...(hasSetUp ? [`import { setUp } from './setup.ts';`] : []),
      ...tableImport(sharedNames(head, body)),
    ],
    body: [
      'export async function main(context: Context) {',
      ...contextLine(body),
      ...(hasSetUp
        ? [`  ${taken.length > 0 ? `const { ${taken.join(', ')} } = ` : ''}await setUp(context);`]
        : []),
      '',
      indented(body),
      '}',
    ],
  });
}

function setUpFile(tail: Part, head: Part): ProgramFile {
  const names = namesDeclaredBy(tail.statements);
  return moduleFile('setup.ts', {
    imports: [...importsOf(tail.file), CONTEXT, ...tableImport(sharedNames(head, tail))],
    body: [
      '/** Fills the tables, and gives what the program may need beside them. */',
      'export async function setUp(context: Context) {',
      ...contextLine(tail),
      '',
      indented(tail),
      ...(names.length > 0 ? [`  return { ${names.join(', ')} };`] : []),
      '}',
    ],
  });
}

function tableFile({ file, statements }: Part, exported: readonly string[]): ProgramFile {
  const used = new Set(statements.flatMap(identifiersOf));
  // A setup may compute its tables; most declare them, and need nothing of what it imports.
  const imports = file.statements
    .filter(ts.isImportDeclaration)
    .filter((statement) => identifiersOf(statement).some((name) => used.has(name)))
    .map((statement) => `${statement.getText()}\n`);
  const texts = statements.map((statement) => {
    const text = statement.getFullText();
    if (!namesDeclaredBy([statement]).some((name) => exported.includes(name))) return text;
    const at = text.length - statement.getText().length;
    return `${text.slice(0, at)}export ${text.slice(at)}`;
  });
  const above = imports.length > 0 ? `${imports.join('')}\n` : '';
  return { name: 'table.ts', text: `${above}${texts.join('').trim()}\n` };
}

const CONTEXT = `import type { Context } from '@keysmith/instruments/context';`;

function parse(code: string): ts.SourceFile {
  return ts.createSourceFile('fence.ts', code, ts.ScriptTarget.Latest, true);
}

/** @throws {Error} for an import among them, which would be in the way of taking the rest as it is. */
function statementsOf({ statements }: ts.SourceFile): ts.Statement[] {
  const first = statements.findIndex((statement) => !ts.isImportDeclaration(statement));
  const rest = first < 0 ? [] : statements.slice(first);
  if (rest.some(ts.isImportDeclaration)) throw new Error('A fence has its imports above everything else.');
  return rest;
}

const partOf = (file: ts.SourceFile): Part => ({ file, statements: statementsOf(file) });

/** What one part declares and the other uses, unless it has something of its own by that name. */
function sharedNames(from: Part, by: Part): string[] {
  const used = new Set(by.statements.flatMap(identifiersOf));
  const own = namesDeclaredBy(by.statements);
  return namesDeclaredBy(from.statements).filter((name) => used.has(name) && !own.includes(name));
}

function importsOf(file: ts.SourceFile): string[] {
  return file.statements.filter(ts.isImportDeclaration).map((statement) => statement.getText());
}

/** The setup's imports of what a run fence uses and does not import itself: on the page they are in scope there too. */
function importsTaken(from: ts.SourceFile, by: Part): string[] {
  const used = new Set(by.statements.flatMap(identifiersOf));
  const own = new Set([...importedNames(by.file), ...namesDeclaredBy(by.statements)]);
  return from.statements.filter(ts.isImportDeclaration).flatMap((statement) => {
    const taken = specifiersOf(statement).filter(({ name }) => used.has(name.text) && !own.has(name.text));
    if (taken.length === 0) return [];
    return [
      `import { ${taken.map((one) => one.getText()).join(', ')} } from ${statement.moduleSpecifier.getText()};`,
    ];
  });
}

function importedNames({ statements }: ts.SourceFile): string[] {
  return statements
    .filter(ts.isImportDeclaration)
    .flatMap(specifiersOf)
    .map(({ name }) => name.text);
}

function specifiersOf({ importClause }: ts.ImportDeclaration): readonly ts.ImportSpecifier[] {
  const bindings = importClause?.namedBindings;
  return bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements : [];
}

/** The names of values that statements declare at their own level. */
function namesDeclaredBy(statements: readonly ts.Statement[]): string[] {
  return statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
    if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name)
      return [statement.name.text];
    return [];
  });
}

function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}

function identifiersOf(node: ts.Node): string[] {
  if (ts.isIdentifier(node)) return [node.text];
  const names: string[] = [];
  ts.forEachChild(node, (child) => void names.push(...identifiersOf(child)));
  return names;
}

/** What of the context the statements use, by the names that fences have for it. */
function contextLine({ statements }: Part): string[] {
  const used = new Set(statements.flatMap(identifiersOf));
  const parts = [used.has('client') && 'client', used.has('names') && 'tables: names'].filter(Boolean);
  return parts.length === 0 ? [] : [`  const { ${parts.join(', ')} } = context;`];
}

function tableImport(names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`import { ${names.join(', ')} } from './table.ts';`];
}

interface ModuleText {
  readonly imports: readonly string[];
  readonly body: readonly string[];
}

function moduleFile(name: string, { imports, body }: ModuleText): ProgramFile {
  return { name, text: `${[...imports, '', ...body].join('\n')}\n` };
}

/** Statements with their comments, two columns to the right; what stands in a template literal stays. */
function indented({ file, statements: [first] }: Part): string {
  if (first === undefined) return '';
  let offset = first.getFullStart();
  const templates = templatesOf(file);
  const lines = file.text.slice(offset).split('\n');
  const moved = lines.map((line) => {
    const at = offset;
    offset += line.length + 1;
    const isInTemplate = templates.some(({ start, end }) => start < at && at < end);
    return line === '' || isInTemplate ? line : `  ${line}`;
  });
  return moved.join('\n').replace(/^\n+/, '').trimEnd();
}

function templatesOf(node: ts.Node): { start: number; end: number }[] {
  if (ts.isTemplateLiteral(node)) return [{ start: node.getStart(), end: node.getEnd() }];
  const found: { start: number; end: number }[] = [];
  ts.forEachChild(node, (child) => void found.push(...templatesOf(child)));
  return found;
}
