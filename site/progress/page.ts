import { mergeProgress, parseProgress, printProgress } from './progress.ts';
import { QUIZ_KEY } from '../chapter/quiz-answers.ts';
import { browserProgress, browserStorage } from './store.ts';

/** `<keysmith-progress>`: how far the reader is, and what can be done with what is kept. */
class ProgressPage extends HTMLElement {
  #store = browserProgress();

  connectedCallback(): void {
    this.#on('export', () => this.#export());
    this.#on('import', () => this.querySelector('input')?.click());
    this.#on('erase', () => this.#erase());
    this.querySelector('input')?.addEventListener('change', (event) => {
      const chooser = event.currentTarget as HTMLInputElement;
      const file = chooser.files?.[0];
      if (file) void file.text().then((text) => this.#import(text));
      chooser.value = '';
    });
    this.#store.onChange(() => this.#show());
    this.#show();
  }

  #on(name: string, act: () => void): void {
    this.querySelector(`[data-act=${name}]`)?.addEventListener('click', act);
  }

  #say(text: string): void {
    this.querySelector('[role=status]')?.replaceChildren(text);
  }

  /** Counts only what this version of the course has. */
  #show(): void {
    const { chapters = {}, exercises } = this.#store.read();
    const count = (name: 'chapter' | 'exercise', isDone: (slug: string) => boolean): string => {
      const slugs = [...this.querySelectorAll<HTMLElement>(`[data-${name}]`)].map(
        ({ dataset }) => dataset[name] ?? '',
      );
      return `${slugs.filter(isDone).length} of ${slugs.length}`;
    };
    this.querySelector('[data-count=pages]')?.replaceChildren(
      count('chapter', (id) => Object.hasOwn(chapters, id)),
    );
    this.querySelector('[data-count=exercises]')?.replaceChildren(
      count('exercise', (slug) => exercises[slug]?.passedAt !== undefined),
    );
  }

  #export(): void {
    const blob = new Blob([printProgress(this.#store.read())], { type: 'application/json' });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = 'progress.json';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    this.#say('Exported. In a clone of the course it belongs at .keysmith/progress.json.');
  }

  #import(text: string): void {
    try {
      const brought = parseProgress(text);
      const isKept = this.#store.change((progress) => mergeProgress(progress, brought));
      this.#say(
        isKept ? 'Imported, and added to what was here.' : 'This browser keeps nothing for this site.',
      );
    } catch (error) {
      this.#say(error instanceof Error ? error.message : String(error));
    }
  }

  #erase(): void {
    if (!confirm('Erase your progress and your answers to quizzes from this browser?')) return;
    this.#store.erase();
    browserStorage()?.removeItem(QUIZ_KEY);
    this.#say('Erased. The text of your exercises is still here; each lab has a button that resets it.');
  }
}

customElements.define('keysmith-progress', ProgressPage);
