import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import ts from 'typescript';
import type { TypeProblem } from './messages.ts';

/** The compiler, kept warm: a second look at the same files takes a fraction of the first. */
export interface Language {
  problems(files: readonly string[]): readonly TypeProblem[];
}

/**
 * A compiler with the options of the repository's tsconfig.json. Learners' files may stand outside the repository
 * (a course of one's own); what they import is then looked up as if they stood inside.
 */
export function openLanguage(repository: string): Language {
  const options = readOptions(repository);
  let files: readonly string[] = [];
  const cache = ts.createModuleResolutionCache(repository, (name) => name, options);
  const resolve = (name: string, from: string) =>
    ts.resolveModuleName(name, from, options, ts.sys, cache).resolvedModule ??
    ts.resolveModuleName(name, join(repository, 'index.ts'), options, ts.sys, cache).resolvedModule;

  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => options,
    getScriptFileNames: () => [...files],
    getScriptVersion: versionOf,
    getScriptSnapshot: (file) => {
      const text = ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => repository,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    resolveModuleNameLiterals: (literals, from) =>
      literals.map(({ text }) => ({ resolvedModule: resolve(text, from) })),
  };
  const service = ts.createLanguageService(host, ts.createDocumentRegistry());

  return {
    problems(asked) {
      // A file that somebody has removed is told by whoever runs it; the compiler would throw.
      files = asked.filter((file) => ts.sys.fileExists(file));
      return files.flatMap((file) =>
        [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)].map(problemOf),
      );
    },
  };
}

function readOptions(repository: string): ts.CompilerOptions {
  const file = join(repository, 'tsconfig.json');
  const { config } = ts.readConfigFile(file, () => readFileSync(file, 'utf8'));
  // The list of files is of no interest here, and reading the whole repository for it would take a second.
  const parsed = ts.parseJsonConfigFileContent(
    { ...(config as object), include: [], files: ['index.ts'] },
    ts.sys,
    dirname(file),
  );
  // What is not used yet is no error in code that is being written.
  return { ...parsed.options, noEmit: true, noUnusedLocals: false, noUnusedParameters: false };
}

/** A file's version changes when it is saved; files that cannot be read have none. */
function versionOf(file: string): string {
  try {
    const { mtimeMs, size } = statSync(file);
    return `${mtimeMs}-${size}`;
  } catch {
    return 'missing';
  }
}

function problemOf(diagnostic: ts.Diagnostic): TypeProblem {
  const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n');
  const { file, start = 0, code } = diagnostic;
  if (file === undefined) return { place: '', code, message };
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  return { place: `${basename(file.fileName)}:${line + 1}:${character + 1}`, code, message };
}
