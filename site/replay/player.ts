// Steps through a recorded run. The page holds every step and every version of every item; this shows one moment of it.
class ReplayPlayer extends HTMLElement {
  private at = 0;
  private steps: HTMLElement[] = [];
  private versions: HTMLElement[] = [];

  connectedCallback(): void {
    if (this.steps.length > 0) return;
    this.steps = [...this.querySelectorAll<HTMLElement>('[data-step]')];
    this.versions = [...this.querySelectorAll<HTMLElement>('[data-from]')];
    // The table of the moment belongs above the list of all steps, if there are moments in which it differs.
    const isChanged = this.versions.some(
      ({ dataset }) => dataset['from'] !== '0' || Number(dataset['to']) < this.steps.length,
    );
    if (isChanged) this.piece('items').after(this.piece('timeline'));
    this.piece('controls').hidden = false;
    this.piece('previous').addEventListener('click', () => this.go(this.at - 1));
    this.piece('next').addEventListener('click', () => this.go(this.at + 1));
    this.addEventListener('keydown', (event) => this.onKey(event));
    this.classList.add('playing');
    this.go(0);
  }

  private piece(name: string): HTMLElement {
    return this.querySelector(`[data-part="${name}"]`) as HTMLElement;
  }

  private onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const to = { ArrowLeft: this.at - 1, ArrowRight: this.at + 1, Home: 0, End: this.steps.length }[
      event.key
    ];
    if (to === undefined) return;
    event.preventDefault();
    this.go(to);
  }

  private go(to: number): void {
    if (to < 0 || to > this.steps.length) return;
    this.at = to;
    for (const step of this.steps) {
      const isNow = Number(step.dataset['step']) === to;
      if (isNow) step.setAttribute('aria-current', 'step');
      else step.removeAttribute('aria-current');
      step.classList.toggle('past', Number(step.dataset['step']) < to);
    }
    for (const version of this.versions) this.showVersion(version);
    this.mark('previous', to === 0);
    this.mark('next', to === this.steps.length);
    this.piece('place').textContent = `Step ${to} of ${this.steps.length}`;
    this.tell(this.steps[to - 1]);
  }

  /** What the step replaced is shown once more, crossed out, beside what it wrote. */
  private showVersion(version: HTMLElement): void {
    const [from, to] = [Number(version.dataset['from']), Number(version.dataset['to'])];
    const isGone = to === this.at - 1;
    version.hidden = !isGone && (from > this.at || to < this.at);
    version.classList.toggle('gone', isGone);
    version.classList.toggle('new', from === this.at && from > 0);
    const sign = version.querySelector('[data-part="sign"]') as HTMLElement;
    sign.textContent = isGone ? 'before' : from === this.at && from > 0 ? 'after' : '';
  }

  /** A button that can't go on stays where it is, so that the keyboard does not lose its place. */
  private mark(name: string, isOver: boolean): void {
    this.piece(name).setAttribute('aria-disabled', String(isOver));
  }

  private tell(step: HTMLElement | undefined): void {
    const caption = this.piece('caption');
    if (step === undefined) caption.textContent = 'Before the first step.';
    else caption.replaceChildren(...(step.querySelector('.told') as HTMLElement).cloneNode(true).childNodes);
  }
}

customElements.define('keysmith-replay', ReplayPlayer);
