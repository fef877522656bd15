/** An element of XML or HTML, as a tree: written as text in reports, and drawn by the explorer. */
export interface Markup {
  readonly name: string;
  readonly attributes: Attributes;
  readonly content: readonly Content[];
}

/** The content of an element: a string is text, with any characters. */
export type Content = Markup | string | number | undefined | readonly Content[];

/** Attributes by name. An undefined one isn't written; the value of `true` is the name. */
export type Attributes = Readonly<Record<string, string | number | true | undefined>>;

/** An element. Strings are never escaped here: whoever writes it as text does so. */
export function element(name: string, attributes: Attributes = {}, ...content: readonly Content[]): Markup {
  return { name, attributes, content };
}
