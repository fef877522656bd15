import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { specifiersOf } from '../../ci/package/specifiers.ts';

/** What one source file imports, types included: other files of this project by path, and everything else by name. */
export interface Imports {
  readonly files: readonly string[];
  readonly packages: readonly string[];
}

/** The imports of every TypeScript file below `src` and `generators`, by the path of the file from the root. */
export function importsOfSources(root: string): ReadonlyMap<string, Imports> {
  const sources = globSync('{src,generators}/**/*.{ts,tsx}', { cwd: root }).toSorted();
  return new Map(sources.map(path => [path, importsOf(path, readFileSync(join(root, path), 'utf8'))]));
}

/** The imports of one file that stands at `path`, as its text has them. */
export function importsOf(path: string, text: string): Imports {
  const names = specifiersOf(text, path.endsWith('x') ? 'tsx' : 'ts').map(({ value }) => value);
  const isFile = (name: string): boolean => name.startsWith('.');
  return {
    files: names.filter(isFile).map(name => join(dirname(path), name)),
    packages: names.filter(name => !isFile(name)),
  };
}
