import { dirname, join, relative } from 'node:path/posix';
import type { NpmPackage } from './packages.ts';

/**
 * How a module of a package imports what it names by `specifier`: files of its own by the same path, those of an earlier
 * package from that package.
 *
 * @throws Error where the specifier is a file that none of them holds, or that its package keeps to itself
 */
export function placedSpecifier(
  specifier: string,
  module: string,
  made: NpmPackage,
  earlier: readonly NpmPackage[],
): string {
  if (!specifier.startsWith('.')) return specifier;
  // Compiled types name the sources.
  const compiled = specifier.replace(/\.ts$/, '.js');
  const file = join(dirname(module), compiled);
  if (file === 'package.json' || holds(made, file)) return compiled;
  const holder = earlier.find(one => holds(one, file));
  if (file === holder?.entry) return holder.name;
  if (holder?.internal === undefined)
    throw new Error(`${made.name} may not import ${file}, as ${module} does: ci/package/packages.ts`);
  return `${holder.name}/internal/${relative(holder.internal, file)}`;
}

function holds({ holds }: NpmPackage, file: string): boolean {
  return holds.some(held => file === held || file.startsWith(`${held}/`));
}
