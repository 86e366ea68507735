import { markRead, unmarkRead } from './progress.ts';
import { browserProgress } from './store.ts';

/** `<keysmith-read>`: the button at the end of a chapter's page. The reader says what was read; no scrolling is watched. */
class ReadMark extends HTMLElement {
  connectedCallback(): void {
    const store = browserProgress();
    const page = this.dataset['of'] ?? '';
    const button = this.querySelector('button');
    const note = this.querySelector('[role=status]');
    if (!button || !note) return;
    const readAt = (): string | undefined => store.read().chapters?.[page]?.readAt;
    const show = (): void => {
      const at = readAt();
      button.textContent = at ? 'Take the mark off' : 'Mark as read';
      this.toggleAttribute('data-read', at !== undefined);
      note.textContent = at ? `Read on ${dayOf(at)}.` : '';
    };
    button.addEventListener('click', () => {
      const isKept = store.change((progress) =>
        readAt() ? unmarkRead(progress, page) : markRead(progress, page, new Date()),
      );
      if (!isKept) note.textContent = 'This browser keeps nothing for this site, so the mark is lost.';
    });
    store.onChange(show);
    show();
  }
}

/** The day by the reader's own clock, in the site's language. */
function dayOf(moment: string): string {
  return new Date(moment).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
}

customElements.define('keysmith-read', ReadMark);
