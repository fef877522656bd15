import { parseAst } from 'rolldown/parseAst';

/** What a module names as the source of an import, and where that string stands in its text, quotes included. */
export interface Specifier {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** Static and dynamic imports, re-exports, and `import('…')` in the place of a type, of a module in TypeScript or JavaScript. */
export function specifiersOf(text: string): Specifier[] {
  const found: Specifier[] = [];
  collect(parseAst(text, { lang: 'ts' }), found);
  return found;
}

/** The text with each specifier as `rename` has it. */
export function renameSpecifiers(text: string, rename: (value: string) => string): string {
  return specifiersOf(text)
    .toSorted((a, b) => b.start - a.start)
    .reduce(
      (before, { value, start, end }) => `${before.slice(0, start)}'${rename(value)}'${before.slice(end)}`,
      text,
    );
}

/** In all these forms the syntax tree has the specifier as `source`. */
function collect(node: unknown, found: Specifier[]): void {
  if (typeof node !== 'object' || node === null) return;
  if ('source' in node && isSpecifier(node.source)) found.push(node.source);
  for (const child of Object.values(node)) collect(child, found);
}

function isSpecifier(node: unknown): node is Specifier {
  return typeof node === 'object' && node !== null && 'value' in node && typeof node.value === 'string';
}
