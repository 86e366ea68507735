import { buildProgram } from './program.ts';
import { reportError } from './report-error.ts';

// Leaving by exit() lets the packages end what they started; dying by the signal itself would not. Commands that end in
// their own way, as `watch` does, listen themselves.
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  process.on(signal, () => {
    if (process.listenerCount(signal) === 1) process.exit(code);
  });
}

// The process that started us (bin/keysmith.mjs) is gone, by whatever means: nobody reads what we do any more.
process.on('disconnect', () => process.exit(2));
process.channel?.unref();

// A reader who has seen enough, as in `keysmith grade … | head -3`, must not cost the reports that are still to come.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await buildProgram((code) => {
    process.exitCode = code;
  }).parseAsync();
} catch (error) {
  const { code, text } = reportError(error);
  if (text) process.stderr.write(`${text}\n`);
  process.exitCode = code;
}
