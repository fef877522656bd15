import { expect, test } from 'vitest';
import { element } from '../../../src/harness/report/markup.ts';

test('escapes every string, in text and in attributes, and no element', () => {
  const inner = element('b', {}, '<&>');
  expect(
    element('a', { title: '"<\n>"', hidden: true, lang: undefined }, 'x & ', inner, [1, undefined]).markup,
  ).toBe('<a title="&quot;&lt;&#10;&gt;&quot;" hidden="hidden">x &amp; <b>&lt;&amp;&gt;</b>1</a>');
});

test('replaces what XML can not hold', () => {
  expect(element('a', {}, 'nul \0, bell \x07, lone \ud800, last \uffff, face \u{1f600}').markup).toBe(
    '<a>nul \ufffd, bell \ufffd, lone \ufffd, last \ufffd, face \u{1f600}</a>',
  );
});
