import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { neededNode } from '../../src/map/basics/needed-node.ts';
import { manifestOf, type ProjectManifest } from './manifest.ts';
import type { NpmPackage } from './packages.ts';
import { placedSpecifier } from './placed-specifier.ts';
import { renameSpecifiers } from './specifiers.ts';

/** What a package is made of. */
export interface PackageSources {
  readonly project: ProjectManifest;
  /** The folder that holds the compiled tree. */
  readonly from: string;
  /** The packages that it may import from. */
  readonly earlier: readonly NpmPackage[];
}

/**
 * Writes a package to the folder `to`.
 *
 * @throws Error where its modules import other packages than the table says, or files that no package holds
 */
export function makePackage(made: NpmPackage, { project, from, earlier }: PackageSources, to: string): void {
  for (const held of made.holds)
    cpSync(join(from, held), join(to, held), { recursive: true, dereference: true });
  for (const file of made.files ?? []) cpSync(file, join(to, file));
  checkDependencies(made, placeModules(made, earlier, to));
  writeFileSync(join(to, 'package.json'), `${JSON.stringify(manifestOf(made, project, earlier), null, 2)}\n`);
  writeFileSync(join(to, 'index.cjs'), commonEntry(made));
  // TypeScript before 5.8 doesn't let a CommonJS module import an ES module.
  writeFileSync(join(to, 'index.d.cts'), `// @ts-ignore\nexport * from './${made.entry}';\n`);
}

/**
 * The module for `require`. It returns the ES module itself, as every Node of `engines` can: a process has one copy of it. Older ones
 * can't, and wouldn't say which Node is needed.
 */
function commonEntry({ name, entry }: NpmPackage): string {
  const [major, minor] = neededNode.split('.');
  return `const { node } = process.versions;
const [major, minor] = node.split('.').map(Number);
if (major < ${major} || (major === ${major} && minor < ${minor}))
  throw new Error(\`${name} needs Node ${neededNode} or newer, and this is Node \${node}\`);
module.exports = require('./${entry}');
`;
}

/** Rewrites the imports of all modules for their place in the package; returns the names of what they import. */
function placeModules(made: NpmPackage, earlier: readonly NpmPackage[], folder: string): Set<string> {
  const imported = new Set<string>();
  for (const module of globSync('**/*.{js,d.ts}', { cwd: folder })) {
    const path = join(folder, module);
    const place = (specifier: string): string => {
      const placed = placedSpecifier(specifier, module, made, earlier);
      imported.add(placed);
      return placed;
    };
    writeFileSync(path, renameSpecifiers(readFileSync(path, 'utf8'), place));
  }
  return imported;
}

function checkDependencies(made: NpmPackage, imported: ReadonlySet<string>): void {
  const used = [...imported].filter(name => !/^(\.|node:)/.test(name)).map(packageOf);
  const listed = [...made.dependencies, ...made.optionalDependencies];
  const missing = new Set(used.filter(name => !listed.includes(name)));
  const surplus = listed.filter(name => !used.includes(name));
  if (missing.size + surplus.length === 0) return;
  const names = (them: Iterable<string>): string => [...them].join(', ') || 'none';
  throw new Error(
    `ci/package/packages.ts, dependencies of ${made.name}: missing ${names(missing)}; not imported ${names(surplus)}`,
  );
}

/** `@scope/name` or `name` of `name/file`. */
function packageOf(specifier: string): string {
  return /^(@[^/]+\/)?[^/]+/.exec(specifier)![0];
}
