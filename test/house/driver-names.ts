import { parseAst } from 'rolldown/parseAst';

/** The names that sources may spell out in few places. */
export interface Names {
  /** As strings. */
  readonly strings: ReadonlySet<string>;
  /** As words that are usual ones otherwise: as keys of objects, and in regular expressions. */
  readonly words: ReadonlySet<string>;
}

/** A name in a text, and its line. */
export interface NamedPlace {
  readonly name: string;
  readonly line: number;
}

/**
 * The names that a text in TypeScript spells out: as a string, as a piece of a template, as the type of a string, as the key of
 * an object, which may be a table, or in a regular expression.
 */
export function namesIn(text: string, names: Names, lang: 'ts' | 'tsx' = 'ts'): NamedPlace[] {
  const found: NamedPlace[] = [];
  const add = (name: string | undefined, known: ReadonlySet<string>, at: number): void => {
    if (name !== undefined && known.has(name))
      found.push({ name, line: text.slice(0, at).split('\n').length });
  };
  visit(parseAst(text, { lang }), node => {
    add(stringOf(node), names.strings, node.start);
    for (const word of node.regex?.pattern.match(/\w+/g) ?? []) add(word, names.words, node.start);
    if (node.type !== 'ObjectExpression') return;
    for (const { key } of node.properties ?? [])
      if (key?.type === 'Identifier') add(key.name, names.words, key.start);
  });
  return found;
}

/** What is read of a node of the syntax tree. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly name?: string;
  readonly value?: unknown;
  readonly regex?: { readonly pattern: string };
  readonly properties?: readonly { readonly key?: Node }[];
}

function visit(node: unknown, see: (node: Node) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node) see(node as Node);
  for (const child of Object.values(node)) visit(child, see);
}

function stringOf({ type, value }: Node): string | undefined {
  if (type === 'Literal' && typeof value === 'string') return value;
  return type === 'TemplateElement' ? (value as { cooked: string }).cooked : undefined;
}
