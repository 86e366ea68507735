import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Where browsers of Chromium's kind are found, after what the environment says. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The reason of a skipped test, with the remedy. */
export const NO_BROWSER =
  'no Chromium or Chrome was found: install one (Debian: apt-get install chromium) or set CHROMIUM_PATH to its program';

/** The program of a browser, or undefined if this machine has none that we know of. */
export function findBrowser(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  exists: (path: string) => boolean = existsSync,
): string | undefined {
  return [environment['CHROMIUM_PATH'], environment['CHROME_PATH'], ...PLACES].find(
    (path) => path && exists(path),
  );
}

/** Starts a browser, or gives undefined if this machine has none; then tests skip with NO_BROWSER. */
export async function openBrowser(): Promise<Browser | undefined> {
  const executablePath = findBrowser();
  if (!executablePath) return undefined;
  return chromium.launch({
    executablePath,
    // No sandbox: it needs rights that root in a container lacks. The rest keeps the browser from calling home.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
