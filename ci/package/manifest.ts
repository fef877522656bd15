import type { NpmPackage } from './packages.ts';

/** package.json of the whole project, as far as its packages take something from it. */
export interface ProjectManifest {
  readonly version: string;
  readonly repository: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

const shared = [
  'version',
  'keywords',
  'license',
  'author',
  'homepage',
  'bugs',
  'type',
  'sideEffects',
  'engines',
];

/**
 * package.json of one package. Dependencies have the versions of the project, and packages of the project its own version.
 *
 * @throws Error of a dependency that the project doesn't have
 */
export function manifestOf(
  made: NpmPackage,
  project: ProjectManifest,
  earlier: readonly NpmPackage[],
): object {
  const own = Object.fromEntries(earlier.map(({ name }) => [name, project.version]));
  const versions = new Map(
    Object.entries({ ...project.dependencies, ...project.optionalDependencies, ...own }),
  );
  const pick = (names: readonly string[]): object =>
    Object.fromEntries(names.map(name => [name, versionOf(name, versions)]));
  return {
    name: made.name,
    description: made.description,
    ...Object.fromEntries(shared.map(field => [field, project[field]])),
    // Links in the README are relative to its folder.
    repository: { ...project.repository, directory: made.readme },
    bin: made.bin,
    // For ways of resolving that know no `exports`, such as TypeScript's `node10`.
    main: './index.cjs',
    types: './index.d.cts',
    exports: {
      '.':
        made.portableEntry === undefined
          ? inNode(made)
          : { node: inNode(made), default: module(made.portableEntry) },
      ...(made.internal && { './internal/*': `./${made.internal}/*` }),
      './package.json': './package.json',
    },
    dependencies: pick(made.dependencies),
    optionalDependencies: pick(made.optionalDependencies),
  };
}

/** Node's entry, and that of Deno and Bun, which have all that is used of it. */
function inNode({ entry }: NpmPackage): object {
  return { import: module(entry), require: { types: './index.d.cts', default: './index.cjs' } };
}

function module(path: string): object {
  return { types: `./${path.replace(/\.js$/, '.d.ts')}`, default: `./${path}` };
}

function versionOf(name: string, versions: ReadonlyMap<string, string>): string {
  const version = versions.get(name);
  if (version === undefined)
    throw new Error(`ci/package/packages.ts: package.json has no dependency ${name}`);
  return version;
}
