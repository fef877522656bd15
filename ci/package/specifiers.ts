import { parseAst } from 'rolldown/parseAst';

/** What a module names as the source of an import, and where that string stands in its text, quotes included. */
export interface Specifier {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/**
 * What a module in TypeScript or JavaScript names in static and dynamic imports, re-exports, `import('…')` in the place of a type,
 * `process.getBuiltinModule('…')`, and calls of `require`, of what `createRequire` returns, and of their `resolve`.
 */
export function specifiersOf(text: string, lang: 'ts' | 'tsx' = 'ts'): Specifier[] {
  const tree = parseAst(text, { lang });
  const requires = new Set(['require']);
  visit(tree, ({ type, id, init }) => {
    if (type === 'VariableDeclarator' && isCreateRequire(init) && id?.name !== undefined)
      requires.add(id.name);
  });
  const found: Specifier[] = [];
  visit(tree, node => {
    // In all forms of imports the syntax tree has the specifier as `source`.
    const named = isSpecifier(node.source) ? node.source : requiredBy(node, requires);
    if (named !== undefined) found.push(named);
  });
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

/** What is read of a node of the syntax tree. */
interface Node {
  readonly type?: string;
  readonly name?: string;
  readonly source?: unknown;
  readonly id?: Node;
  readonly init?: Node;
  readonly callee?: Node;
  readonly object?: Node;
  readonly property?: Node;
  readonly arguments?: readonly unknown[];
}

function visit(node: unknown, see: (node: Node) => void): void {
  if (typeof node !== 'object' || node === null) return;
  see(node);
  for (const child of Object.values(node)) visit(child, see);
}

function requiredBy(
  { type, callee, arguments: args }: Node,
  requires: ReadonlySet<string>,
): Specifier | undefined {
  if (type !== 'CallExpression' || callee === undefined) return undefined;
  const { object, property } = callee;
  const isRequire = (node: Node | undefined): boolean =>
    requires.has(node?.name ?? '') || isCreateRequire(node);
  const loads =
    isRequire(callee) ||
    (isRequire(object) && property?.name === 'resolve') ||
    property?.name === 'getBuiltinModule';
  const [named] = args ?? [];
  return loads && isSpecifier(named) ? named : undefined;
}

function isCreateRequire(node: Node | undefined): boolean {
  const { callee } = node ?? {};
  return callee?.name === 'createRequire' || callee?.property?.name === 'createRequire';
}

function isSpecifier(node: unknown): node is Specifier {
  return typeof node === 'object' && node !== null && 'value' in node && typeof node.value === 'string';
}
