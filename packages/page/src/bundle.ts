import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import { minify } from 'vite';
import { LEAVE_OUT } from './left-out.ts';

/**
 * The program of the workers as one classic script: browsers refuse a module worker in a frame whose origin is opaque.
 */
export function bundleWorker(): Promise<string> {
  return bundle('./worker/main.ts', { format: 'iife', plugins: [...LEAVE_OUT] });
}

/** The frame's page: its script inside, and a policy that lets it and its workers reach nothing. */
export async function bundleFrame(): Promise<string> {
  const script = await bundle('./frame/main.ts', { format: 'iife' });
  const hash = createHash('sha256').update(script).digest('base64');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyFor(hash)}">
<title>Keysmith: where an exercise runs</title>
<script>${script}</script>
</head>
</html>
`;
}

/** The page's own part, as a module, for pages that no other bundler makes. */
export function bundleLab(): Promise<string> {
  return bundle('./lab.ts', { format: 'esm' });
}

/**
 * `unsafe-eval` because a learner's modules are compiled to functions, thousands of instances of which are made. It holds
 * for the frame and its workers alone.
 */
function policyFor(scriptHash: string): string {
  return [
    "default-src 'none'",
    `script-src 'sha256-${scriptHash}' 'unsafe-eval' blob:`,
    'worker-src blob:',
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

async function bundle(entry: string, options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    bundle: true,
    minify: true,
    platform: 'browser',
    target: 'es2024',
    legalComments: 'none',
    logLevel: 'error',
    ...options,
    write: false,
  });
  // Once more by the minifier that makes the pages: it takes 4 % off what esbuild leaves.
  const { code, errors } = await minify(entry, outputFiles[0]?.text ?? '');
  if (errors.length > 0) throw new Error(`${entry} cannot be minified: ${errors[0]?.message}`);
  return code;
}
