/** Text of XML or HTML in which everything that came as a string is escaped. */
export interface Markup {
  readonly markup: string;
}

/** What an element holds: a string is text, and is escaped. */
export type Content = Markup | string | number | undefined | readonly Content[];

/** Attributes by name: an absent one isn't written, `true` has no value of its own. */
export type Attributes = Readonly<Record<string, string | number | true | undefined>>;

/**
 * An element with its end tag, as XML and HTML both take it (but for HTML's void elements). Characters that XML 1.0
 * (section 2.2) has no way to write become U+FFFD.
 */
export function element(name: string, attributes: Attributes = {}, ...content: readonly Content[]): Markup {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${attributeText(String(value === true ? key : value))}"`);
  return { markup: `<${name}${written.join('')}>${textOf(content)}</${name}>` };
}

/** Text as it stands in a document, elements in a row. */
function textOf(content: Content): string {
  if (content === undefined) return '';
  if (typeof content === 'string' || typeof content === 'number') return escapeMarkup(String(content));
  return 'markup' in content ? content.markup : content.map(textOf).join('');
}

/** A text with what markup would take for its own written as references. */
export function escapeMarkup(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u{20}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\u{fffd}')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Parsers make spaces of line ends and tabs in attributes, unless they are references. */
function attributeText(text: string): string {
  return escapeMarkup(text).replaceAll(/[\t\n\r]/g, white => `&#${white.charCodeAt(0)};`);
}
