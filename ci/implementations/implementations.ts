import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { version as ownVersion } from '../../src/version.ts';

/** An implementation whose package sources this machine can reach. */
export interface Implementation {
  readonly name: string;
  /** The command in the table, without the paths of this machine. */
  readonly shown: string;
  /** Installs it, and says which version it is. */
  readonly install: () => string;
  /** The options of `map-parity run` that test it; none: ours. */
  readonly options: () => readonly string[];
}

const here = import.meta.dirname;
const checkout = join(here, '../..');

/** Where packages are installed, and results are written. */
export const workFolder: string = join(checkout, 'dist/implementations');

/** Where `ci/oracles` puts programs. */
const { XDG_CACHE_HOME: cacheHome = '' } = process.env;
const cache = join(isAbsolute(cacheHome) ? cacheHome : join(homedir(), '.cache'), 'qemu-map-parity');
const nbdinfo = join(cache, 'nbdinfo/nbdinfo');
const qemuNbd = join(cache, 'oracles/11.1/qemu-nbd');
const nbdkit = join(cache, 'nbdkit/nbdkit');

/** The first line that a program prints of its version. */
function versionIn(program: string): string {
  const [line = ''] = execFileSync(program, ['--version'], { encoding: 'utf8' }).split('\n');
  return line;
}

/** The folder of nbdkit's filters and plugins, which its launcher doesn't find by itself. */
function nbdkitPart(name: string): string {
  const root = join(cache, 'nbdkit/root/usr/lib');
  const found = execFileSync('find', [root, '-name', name], { encoding: 'utf8' }).split('\n')[0];
  if (!found) throw new Error(`nbdkit has no ${name}: fetch it by ci/oracles nbdkit`);
  return found;
}

const xenOrchestra = join(workFolder, 'xen-orchestra');

/** All of them, in the order of the columns. Each is compared with qemu-img 11.1. */
export const implementations: readonly Implementation[] = [
  {
    name: 'qemu-map-parity',
    shown: 'the library of this repository',
    install: () => ownVersion,
    options: () => [],
  },
  {
    name: 'qemu-nbd',
    shown: 'nbdinfo --map -- [ qemu-nbd -r {image} ]',
    install() {
      execFileSync(join(checkout, 'ci/oracles'), { stdio: 'inherit' });
      return `${versionIn(qemuNbd)}, ${versionIn(nbdinfo)}`;
    },
    options: () => ['--subject', `'${nbdinfo}' --map -- [ '${qemuNbd}' -r {image} ]`, '--adapter', 'nbdinfo'],
  },
  {
    name: 'nbdkit qcow2dec',
    shown: 'nbdinfo --map -- [ nbdkit -r --filter=qcow2dec file file={image} ]',
    install() {
      execFileSync(join(checkout, 'ci/oracles'), ['nbdkit'], { stdio: 'inherit' });
      return `${versionIn(nbdkit)}, ${versionIn(nbdinfo)}`;
    },
    options() {
      const [filter, plugin] = ['nbdkit-qcow2dec-filter.so', 'nbdkit-file-plugin.so'].map(nbdkitPart);
      // nbdinfo leaves a server running that has refused the image.
      const server = `'${nbdkit}' --exit-with-parent -r '--filter=${filter}' '${plugin}' file={image}`;
      return ['--subject', `'${nbdinfo}' --map -- [ ${server} ]`, '--adapter', 'nbdinfo'];
    },
  },
  {
    name: '@xen-orchestra/qcow2',
    shown: 'ci/implementations/xen-orchestra/server.ts',
    install() {
      mkdirSync(xenOrchestra, { recursive: true });
      for (const file of ['package.json', 'package-lock.json'])
        cpSync(join(here, 'xen-orchestra', file), join(xenOrchestra, file));
      execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
        cwd: xenOrchestra,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const manifest = join(xenOrchestra, 'node_modules/@xen-orchestra/qcow2/package.json');
      return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
    },
    options: () => [
      '--subject',
      `'${process.execPath}' '${join(here, 'xen-orchestra/server.ts')}' '${xenOrchestra}'`,
      '--adapter',
      'json-lines',
    ],
  },
];
