import { describe, expect, it } from 'vitest';
import { tableOfPage } from '../../../site/preview/page-table.ts';

const PICTURE = `<figure class="table-picture not-content" data-x><div class="cards"><div class="card"><table>
<caption><span class="sr-only astro-x">ferry, item collection</span><span class="pk-name">pk</span> <span class="pk">CROSSING#1</span></caption>
<thead><tr><th>sk</th><th>item</th></tr></thead><tbody>
<tr class="read"><th scope="row"><span class="mark astro-y" aria-hidden="true">▸</span><span class="sr-only">read by the query:</span>BOOKING#7</th><td><span class="entity entity-2">booking</span><span class="attribute"> <span class="attribute-name astro-z">name</span> Ada&#39;s &lt;b&gt;</span></td></tr>
<tr><th scope="row">CROSSING</th><td><span class="entity entity-1">crossing</span></td></tr>
</tbody></table></div></div><figcaption><span class="equivalent astro-z">The table holds 2 items.</span></figcaption></figure>`;
const SMALL = PICTURE.replace(/<tr class="read">.*<\/tr>\n/, '').replace('2 items', '1 item');
const TABLE =
  '<table><thead><tr><th>#</th><th>need</th></tr></thead><tbody><tr><td>1</td><td>open a <code>shop</code></td></tr></tbody></table>';
const page = (main: string) =>
  `<header><table><tr><td>no</td></tr></table></header><main><h1 id="_top">Ferries &amp; <em>trips</em></h1>${main}</main>`;
const HEADING = 'Ferries & trips';
const text = (words: string) => ({ text: words, isName: false });
const name = (words: string) => ({ text: words, isName: true });

describe('the table of a page', () => {
  it('is the picture that shows most items, with what the query reads and the kinds of its items', () => {
    expect(tableOfPage(page(TABLE + SMALL + PICTURE))).toEqual({
      heading: HEADING,
      alt: 'The table holds 2 items.',
      cards: [
        {
          title: [name('pk'), text('CROSSING#1')],
          rows: [
            {
              isRead: true,
              cells: [
                { texts: [text('BOOKING#7')] },
                { texts: [text('booking'), name('name'), text("Ada's <b>")], entity: 2 },
              ],
            },
            {
              isRead: false,
              cells: [{ texts: [text('CROSSING')] }, { texts: [text('crossing')], entity: 1 }],
            },
          ],
        },
      ],
    });
  });

  it('is the first table of the text where there is no picture', () => {
    expect(tableOfPage(page(`<p>Text.</p>${TABLE}<table><tr><td>second</td></tr></table>`))).toEqual({
      heading: HEADING,
      alt: 'A table of need.',
      cards: [
        {
          title: [],
          rows: [{ isRead: false, cells: [{ texts: [text('1')] }, { texts: [text('open a shop')] }] }],
        },
      ],
    });
  });

  it('is missing where there is neither', () => {
    expect(tableOfPage(page('<p>Text.</p>'))).toBe(undefined);
    expect(tableOfPage('<p>No main.</p>')).toBe(undefined);
  });
});
