import type { Content, Markup } from './markup.ts';

/** Elements of HTML without an end tag, of those that documents of ours have. */
const voids: ReadonlySet<string> = new Set(['meta']);

/** Elements of HTML in which no character is special. */
const verbatim: ReadonlySet<string> = new Set(['style']);

/**
 * An element as text, valid in XML and in HTML, but for `meta` and `style`, which only HTML has. Strings are escaped. Characters that
 * XML 1.0 (section 2.2) can't hold become U+FFFD.
 */
export function markupText({ name, attributes, content }: Markup): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${attributeText(String(value === true ? key : value))}"`);
  const start = `<${name}${written.join('')}>`;
  if (voids.has(name)) return start;
  return `${start}${verbatim.has(name) ? content.join('') : textOf(content)}</${name}>`;
}

function textOf(content: Content): string {
  if (content === undefined) return '';
  if (typeof content === 'string' || typeof content === 'number') return escapeMarkup(String(content));
  return 'name' in content ? markupText(content) : content.map(textOf).join('');
}

/** A text whose special characters are references. */
function escapeMarkup(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u{20}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\u{fffd}')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** The text of an attribute. Line ends and tabs are references: parsers would turn them into spaces. */
function attributeText(text: string): string {
  return escapeMarkup(text).replaceAll(/[\t\n\r]/g, white => `&#${white.charCodeAt(0)};`);
}
