// Shows the card of a term while the pointer or the focus is on it. The link itself works without.

/** So long a pointer rests before a card comes, and so long it may be on its way from the word to the card. */
const REST_MS = 150;
const GAP = 6;
const MARGIN = 16;

let shown: HTMLElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

function show(link: HTMLElement): void {
  clearTimeout(timer);
  const card = document.getElementById(link.getAttribute('aria-describedby') ?? '');
  if (!card || card === shown) return;
  hide();
  card.showPopover();
  place(card, link);
  shown = card;
}

function hide(): void {
  clearTimeout(timer);
  if (shown?.isConnected) shown.hidePopover();
  shown = undefined;
}

function later(act: () => void): void {
  clearTimeout(timer);
  timer = setTimeout(act, REST_MS);
}

/** Above the word if there is room, else below; never beyond the edges. A word on two lines is met at its first. */
function place(card: HTMLElement, link: HTMLElement): void {
  const word = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const rightmost = document.documentElement.clientWidth - width - MARGIN;
  const isRoomAbove = word.top - height - GAP > MARGIN;
  card.style.left = `${Math.max(MARGIN, Math.min(word.left, rightmost))}px`;
  card.style.top = `${isRoomAbove ? word.top - height - GAP : link.getBoundingClientRect().bottom + GAP}px`;
}

for (const link of document.querySelectorAll<HTMLElement>('a.term')) {
  link.addEventListener('pointerenter', ({ pointerType }) => {
    // A finger follows the link; it cannot rest on it.
    if (pointerType !== 'touch') later(() => show(link));
  });
  link.addEventListener('pointerleave', () => later(hide));
  link.addEventListener('focus', () => {
    if (link.matches(':focus-visible')) show(link);
  });
  link.addEventListener('blur', hide);
}
for (const card of document.querySelectorAll<HTMLElement>('.term-card')) {
  card.addEventListener('pointerenter', () => clearTimeout(timer));
  card.addEventListener('pointerleave', () => later(hide));
}
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') hide();
});
/** What has the focus keeps its card: to focus a word further down is itself to scroll. */
function follow(): void {
  const focused = document.activeElement;
  const isFocused = focused instanceof HTMLElement && focused.getAttribute('aria-describedby') === shown?.id;
  if (shown && isFocused) place(shown, focused);
  else if (shown) hide();
}
document.addEventListener('scroll', follow, { passive: true });
