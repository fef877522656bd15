/** Text of XML or HTML in which every string is escaped. */
export interface Markup {
  readonly markup: string;
}

/** The content of an element: a string is text, which is escaped. */
export type Content = Markup | string | number | undefined | readonly Content[];

/** Attributes by name. An undefined one isn't written; the value of `true` is the name. */
export type Attributes = Readonly<Record<string, string | number | true | undefined>>;

/**
 * An element with its end tag, which is valid in XML and in HTML (except for void elements of HTML). Characters that XML 1.0
 * (section 2.2) can't hold become U+FFFD.
 */
export function element(name: string, attributes: Attributes = {}, ...content: readonly Content[]): Markup {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${attributeText(String(value === true ? key : value))}"`);
  return { markup: `<${name}${written.join('')}>${textOf(content)}</${name}>` };
}

/** The text of some content in a document. */
function textOf(content: Content): string {
  if (content === undefined) return '';
  if (typeof content === 'string' || typeof content === 'number') return escapeMarkup(String(content));
  return 'markup' in content ? content.markup : content.map(textOf).join('');
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
