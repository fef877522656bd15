import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAst } from 'rolldown/parseAst';

/** What one source file imports, types included: other files of this project by path, and everything else by name. */
export interface Imports {
  readonly files: readonly string[];
  readonly packages: readonly string[];
}

/** The imports of every TypeScript file below `src` and `generators`, by the path of the file from the root. */
export function importsOfSources(root: string): ReadonlyMap<string, Imports> {
  const sources = globSync('{src,generators}/**/*.ts', { cwd: root }).toSorted();
  return new Map(sources.map(path => [path, importsOf(path, readFileSync(join(root, path), 'utf8'))]));
}

/** The imports of one file that stands at `path`, as its text has them. */
export function importsOf(path: string, text: string): Imports {
  const names: string[] = [];
  collect(parseAst(text, { lang: 'ts' }), names);
  const isFile = (name: string): boolean => name.startsWith('.');
  return {
    files: names.filter(isFile).map(name => join(dirname(path), name)),
    packages: names.filter(name => !isFile(name)),
  };
}

/** Static and dynamic imports, re-exports, and `import('…')` in the place of a type, all have their module as `source`. */
function collect(node: unknown, names: string[]): void {
  if (typeof node !== 'object' || node === null) return;
  if ('source' in node && isText(node.source)) names.push(node.source.value);
  for (const child of Object.values(node)) collect(child, names);
}

function isText(node: unknown): node is { readonly value: string } {
  return typeof node === 'object' && node !== null && 'value' in node && typeof node.value === 'string';
}
