import { describe, expect, it } from 'vitest';
import { tableOfPage } from '../../../site/preview/page-table.ts';

const PICTURE = `<figure class="table-picture not-content" data-x><div class="cards"><div class="card"><table>
<caption><span class="sr-only astro-x">ferry, item collection</span><span class="pk-name">pk</span> <span class="pk">CROSSING#1</span></caption>
<thead><tr><th>sk</th><th>item</th></tr></thead><tbody>
<tr class="read"><th scope="row"><span class="mark astro-y" aria-hidden="true">▸</span><span class="sr-only">read by the query:</span>BOOKING#7</th><td><span class="entity entity-2">booking</span><span class="attribute"><span>name</span> Ada&#39;s</span></td></tr>
<tr><th scope="row">CROSSING</th><td><span class="entity entity-1">crossing</span></td></tr>
</tbody></table></div></div><figcaption><span class="equivalent astro-z">The table holds 2 items.</span></figcaption></figure>`;
const SMALL = PICTURE.replace(/<tr class="read">.*<\/tr>\n/, '').replace('2 items', '1 item');
const TABLE =
  '<table><thead><tr><th>#</th><th>need</th></tr></thead><tbody><tr><td>1</td><td>open a <code>shop</code></td></tr></tbody></table>';
const page = (main: string) => `<header><table><tr><td>no</td></tr></table></header><main>${main}</main>`;

describe('the table of a page', () => {
  it('is the picture that shows most items, with what the query reads and the kinds of its items', () => {
    expect(tableOfPage(page(TABLE + SMALL + PICTURE))).toEqual({
      alt: 'The table holds 2 items.',
      cards: [
        {
          title: [2, 10],
          rows: [
            { isRead: true, cells: [{ words: [9] }, { words: [7, 4, 5], entity: 2 }] },
            { isRead: false, cells: [{ words: [8] }, { words: [8], entity: 1 }] },
          ],
        },
      ],
    });
  });

  it('is the first table of the text where there is no picture', () => {
    expect(tableOfPage(page(`<p>Text.</p>${TABLE}<table><tr><td>second</td></tr></table>`))).toEqual({
      alt: 'A table of need.',
      cards: [{ title: [], rows: [{ isRead: false, cells: [{ words: [1] }, { words: [4, 1, 4] }] }] }],
    });
  });

  it('is missing where there is neither', () => {
    expect(tableOfPage(page('<p>Text.</p>'))).toBe(undefined);
    expect(tableOfPage('<p>No main.</p>')).toBe(undefined);
  });
});
