import { expect, it } from 'vitest';
import { elementsOf } from './html.ts';

function read(html: string) {
  return elementsOf(html).map(({ name, attributes }) => [name, Object.fromEntries(attributes)]);
}

it('reads names and attributes, however they are quoted', () => {
  expect(read(`<A href="/x/" title='y' hidden data-n=1><br/>`)).toEqual([
    ['a', { href: '/x/', title: 'y', hidden: '', 'data-n': '1' }],
    ['br', {}],
  ]);
});

it('is not misled by signs inside attributes, code, scripts and comments', () => {
  const html = `<p title="a > b"><code>&lt;a href="/no/"&gt;</code></p><script>'<a href="/no/">'</script><!-- <i> -->`;
  expect(read(html)).toEqual([
    ['p', { title: 'a > b' }],
    ['code', {}],
    ['script', {}],
  ]);
});

it('decodes what HTML escapes', () => {
  expect(read('<a href="/?a=1&amp;b=&quot;&#x27;">')).toEqual([['a', { href: `/?a=1&b="'` }]]);
});
