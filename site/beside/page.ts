/*
 * Every page that `npm start` serves runs this: it takes over what the command has seen pass, and on the page of an exercise
 * it shows the learner's own files and the verdict on them. The server adds it to its pages; builds are without it.
 */
import { withBase } from '../paths.ts';
import { parseProgress } from '../progress/progress.ts';
import './beside.css';
import { PROGRESS_PATH } from './messages.ts';
import { keepInBrowser } from './progress.ts';

export async function connect(token: string): Promise<void> {
  void showProgress();
  const heading = document.getElementById('own-editor');
  const lab = document.querySelector<HTMLElement>('keysmith-lab');
  if (heading === null || lab === null) return;
  const { openOwnEditor } = await import('./own-editor.ts');
  heading.after(await openOwnEditor(lab.dataset, token));
}

async function showProgress(): Promise<void> {
  const response = await fetch(withBase(PROGRESS_PATH));
  if (!response.ok) return console.error(await response.text());
  keepInBrowser(parseProgress(await response.text()));
}
