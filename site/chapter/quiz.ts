import { browserStorage } from '../progress/store.ts';
import { keepAnswers, readAnswers, type QuizAnswers } from './quiz-answers.ts';

/**
 * `<keysmith-quiz>`: keeps which options were picked and says how it stands. An option unfolds by itself, with or without
 * this script; one that was picked stays picked, though it can be folded again.
 */
class KeysmithQuiz extends HTMLElement {
  #answers: QuizAnswers = {};

  connectedCallback(): void {
    this.#answers = readAnswers(browserStorage(), this.#page);
    for (const option of this.#options()) {
      if (this.#picks(option).includes(option.dataset['mark'] ?? '')) option.open = true;
      // Not on "toggle", which comes for an option that is opened here, or by the search of a browser, as well.
      option.querySelector('summary')?.addEventListener('click', () => this.#pick(option));
    }
    this.querySelector('button')?.addEventListener('click', () => this.#forget());
    this.#show('');
  }

  get #page(): string {
    return this.dataset['of'] ?? '';
  }

  #options(): HTMLDetailsElement[] {
    return [...this.querySelectorAll('details')];
  }

  #questions(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[data-question]')];
  }

  #picks(option: HTMLElement): readonly string[] {
    return this.#answers[option.closest<HTMLElement>('[data-question]')?.dataset['question'] ?? ''] ?? [];
  }

  #pick(option: HTMLDetailsElement): void {
    const question = option.closest<HTMLElement>('[data-question]')?.dataset['question'] ?? '';
    const picks = this.#picks(option);
    const mark = option.dataset['mark'] ?? '';
    if (picks.includes(mark)) return;
    this.#answers = { ...this.#answers, [question]: [...picks, mark] };
    keepAnswers(browserStorage(), this.#page, this.#answers);
    this.#show(option.classList.contains('right') ? 'Right. ' : 'No. ');
  }

  #forget(): void {
    this.#answers = {};
    keepAnswers(browserStorage(), this.#page, {});
    for (const option of this.#options()) option.open = false;
    this.#show('');
    this.querySelector('summary')?.focus();
  }

  /** The first pick of a question counts; what is unfolded later is reading. */
  #show(verdict: string): void {
    const questions = this.#questions();
    const firsts = questions.flatMap(({ dataset }) => this.#answers[dataset['question'] ?? '']?.[0] ?? []);
    const right = this.#options().filter(
      (option) => option.classList.contains('right') && firsts.includes(option.dataset['mark'] ?? ''),
    );
    const tally = `${firsts.length} of ${questions.length} answered, ${right.length} right at the first pick.`;
    this.querySelector('[role=status]')?.replaceChildren(firsts.length > 0 ? verdict + tally : '');
    this.toggleAttribute('data-answered', firsts.length > 0);
  }
}

customElements.define('keysmith-quiz', KeysmithQuiz);
