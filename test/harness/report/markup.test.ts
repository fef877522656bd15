import { expect, test } from 'vitest';
import { element } from '../../../src/harness/report/markup.ts';

test('strings are escaped in text and attributes, elements are not', () => {
  const inner = element('b', {}, '<&>');
  expect(
    element('a', { title: '"<\n>"', hidden: true, lang: undefined }, 'x & ', inner, [1, undefined]).markup,
  ).toBe('<a title="&quot;&lt;&#10;&gt;&quot;" hidden="hidden">x &amp; <b>&lt;&amp;&gt;</b>1</a>');
});

test('characters that XML cannot hold are replaced', () => {
  expect(element('a', {}, 'nul \0, bell \x07, lone \ud800, last \uffff, face \u{1f600}').markup).toBe(
    '<a>nul \ufffd, bell \ufffd, lone \ufffd, last \ufffd, face \u{1f600}</a>',
  );
});
