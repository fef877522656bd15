import { bundledMap } from '../../src/cli/cached-map.ts';

/** One of the npm packages that are made from this tree. Its paths are those of the compiled tree in dist. */
export interface NpmPackage {
  readonly name: string;
  readonly description: string;
  /** The folder of the repository whose README.md it shows. */
  readonly readme: string;
  /** The module that users import by the name of the package. */
  readonly entry: string;
  /** The module that they get where there is no Node; absent: the same. */
  readonly portableEntry?: string;
  /** The folders and files that it holds, at the same paths. No two packages hold the same file. */
  readonly holds: readonly string[];
  /** Files of the repository that it holds too, at the same paths. */
  readonly files?: readonly string[];
  /** The folder whose modules later packages may import, as `NAME/internal/FILE`. */
  readonly internal?: string;
  /** Its commands. */
  readonly bin: Readonly<Record<string, string>>;
  /** The packages that its modules import: some of package.json, and earlier ones of this list. */
  readonly dependencies: readonly string[];
  /** The packages that its modules can do without. npm installs them too, and goes on where it can't. */
  readonly optionalDependencies: readonly string[];
}

/**
 * The packages, from the ground up. The harness imports the modules of the map from the package of the map and has no copy
 * of them: so a process has one class `Refusal`, and `instanceof` holds.
 */
export const npmPackages: readonly NpmPackage[] = [
  {
    name: 'qemu-map-parity',
    description:
      'qemu-img map in TypeScript, byte for byte: where qcow2 and raw images hold data, zeros and nothing',
    readme: 'src/map',
    entry: 'src/map/index.js',
    portableEntry: 'src/map/portable.js',
    holds: ['src/map', 'qemu-img-map.cjs', bundledMap],
    internal: 'src/map',
    bin: { 'qemu-img-map': 'qemu-img-map.cjs' },
    dependencies: ['@noble/ciphers', '@noble/hashes'],
    optionalDependencies: ['koffi'],
  },
  {
    name: 'qemu-map-parity-harness',
    description:
      'Proves that an implementation of qemu-img map says what the real qemu-img says, byte for byte',
    readme: 'src/harness',
    entry: 'src/harness/index.js',
    holds: [
      'src/harness',
      'src/drawing',
      'src/explorer',
      'explorer',
      'src/cli',
      'src/version.js',
      'src/version.d.ts',
      'generators',
      'golden',
    ],
    files: ['ci/oracles', 'ci/oracles.pins', 'ci/env.sh', 'ci/apt.sh'],
    bin: { 'map-parity': 'src/cli/main.cjs' },
    dependencies: ['commander', 'execa', 'fast-check', 'pure-rand', 'qemu-map-parity', 'tmp-promise'],
    optionalDependencies: ['koffi'],
  },
];
