import type { Term } from './terms.ts';

/** A text whose first uses of terms are links, and the terms that were found, in their order. */
export interface Annotated {
  readonly html: string;
  readonly terms: readonly Term[];
}

/** A whole raw element or comment, a tag, or a text between tags. Enough of HTML for what Astro writes. */
const TOKEN =
  /<!--[\s\S]*?-->|<(script|style|template|svg)\b[\s\S]*?<\/\1\s*>|<(\/?)([a-zA-Z][\w-]*)(?:"[^"]*"|'[^']*'|[^'">])*>|[^<]+|</g;

/** Running text stands in these … */
const TEXT = new Set(['p', 'li']);
/** … and what stands in these is a name, a picture or a control. */
const CLOSED = /^(a|abbr|button|code|details|figure|h[1-6]|pre|table)$/;

/**
 * Turns the first use of each term in the running text of a page into what `linkTo` gives for it. Headings, code, links,
 * pictures and tables are left alone.
 *
 * @param html HTML as Astro renders it: every element that is not void is closed.
 */
export function annotate(
  html: string,
  terms: readonly Term[],
  linkTo: (term: Term, text: string) => string,
): Annotated {
  const open = new Map(terms.filter((term) => !term.isEveryday).map((term) => [term.id, term]));
  const patterns = formsOf([...open.values()]);
  const found: Term[] = [];
  let textDepth = 0;
  let closedDepth = 0;
  const link = (text: string): string => {
    let rest = text;
    let done = '';
    for (let hit = nextUse(rest, patterns, open); hit; hit = nextUse(rest, patterns, open)) {
      open.delete(hit.term.id);
      found.push(hit.term);
      done += rest.slice(0, hit.at) + linkTo(hit.term, hit.text);
      rest = rest.slice(hit.at + hit.text.length);
    }
    return done + rest;
  };
  const annotated = html.replace(TOKEN, (token, ...groups: (string | undefined)[]) => {
    const [, slash, name] = groups;
    if (name !== undefined) {
      const step = slash ? -1 : 1;
      if (TEXT.has(name)) textDepth += step;
      else if (CLOSED.test(name)) closedDepth += step;
      return token;
    }
    return token.startsWith('<') || textDepth === 0 || closedDepth > 0 ? token : link(token);
  });
  return { html: annotated, terms: found };
}

interface Form {
  readonly term: Term;
  readonly pattern: RegExp;
  readonly length: number;
}

/** Longer forms first, so that "key condition" is never taken for a condition. */
function formsOf(terms: readonly Term[]): readonly Form[] {
  return terms
    .flatMap((term) =>
      [term.word, ...(term.forms ?? [])].map((form) => ({
        term,
        pattern: patternOf(form),
        length: form.length,
      })),
    )
    .toSorted((left, right) => right.length - left.length);
}

/** A form that begins with a capital is a name and stands for itself; another may begin a sentence. */
function patternOf(form: string): RegExp {
  const [first = '', ...others] = form;
  const head = first === first.toUpperCase() ? first : `[${first}${first.toUpperCase()}]`;
  const body = others.join('').replace(/ /g, '\\s+');
  return new RegExp(`(?<![\\w-])${head}${body}s?(?![\\w-])`);
}

interface Use {
  readonly term: Term;
  readonly at: number;
  readonly text: string;
}

/** The first use of a term that is still open; a shorter form within the use of a longer one is none. */
function nextUse(text: string, forms: readonly Form[], open: ReadonlyMap<string, Term>): Use | undefined {
  let rest = text;
  let best: Use | undefined;
  for (const { term, pattern } of forms) {
    const hit = pattern.exec(rest);
    if (!hit) continue;
    if (open.has(term.id) && (best === undefined || hit.index < best.at))
      best = { term, at: hit.index, text: hit[0] };
    rest = rest.replace(new RegExp(pattern, 'g'), (use) => '\0'.repeat(use.length));
  }
  return best;
}
