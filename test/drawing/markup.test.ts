import { expect, test } from 'vitest';
import { element } from '../../src/drawing/markup.ts';
import { markupText } from '../../src/drawing/markup-text.ts';

test('strings are escaped in text and attributes, elements are not', () => {
  const inner = element('b', {}, '<&>');
  expect(
    markupText(
      element('a', { title: '"<\n>"', hidden: true, lang: undefined }, 'x & ', inner, [1, undefined]),
    ),
  ).toBe('<a title="&quot;&lt;&#10;&gt;&quot;" hidden="hidden">x &amp; <b>&lt;&amp;&gt;</b>1</a>');
});

test('characters that XML cannot hold are replaced', () => {
  expect(markupText(element('a', {}, 'nul \0, bell \x07, lone \ud800, last \uffff, face \u{1f600}'))).toBe(
    '<a>nul \ufffd, bell \ufffd, lone \ufffd, last \ufffd, face \u{1f600}</a>',
  );
});

test('what HTML writes in another way: elements without an end, and style sheets', () => {
  expect(
    markupText(element('head', {}, element('meta', { charset: 'utf-8' }), element('style', {}, 'a>b{}'))),
  ).toBe('<head><meta charset="utf-8"><style>a>b{}</style></head>');
});
