import { browserProgress } from './store.ts';
import type { Progress } from './progress.ts';

// Marks the links to pages that were read and to exercises that were passed, wherever a page lists them.
const store = browserProgress();

function show(): void {
  const progress = store.read();
  for (const link of document.querySelectorAll<HTMLElement>('[data-chapter], [data-exercise]'))
    mark(link, wordOf(link, progress));
}

function wordOf({ dataset }: HTMLElement, progress: Progress): string | undefined {
  if (progress.chapters?.[dataset['chapter'] ?? '']) return 'read';
  return progress.exercises[dataset['exercise'] ?? '']?.passedAt && 'passed';
}

/** The sign is drawn by the style sheet, in space that is there before; who hears the page gets a word. */
function mark(link: HTMLElement, word: string | undefined): void {
  if (link.dataset['done'] === word) return;
  link.querySelector('.done-word')?.remove();
  if (word === undefined) {
    delete link.dataset['done'];
    return;
  }
  link.dataset['done'] = word;
  const said = document.createElement('span');
  said.className = 'sr-only done-word';
  said.textContent = ` (${word})`;
  link.append(said);
}

show();
store.onChange(show);
