import {
  chmodSync,
  closeSync,
  linkSync,
  mkdirSync,
  openSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { Confined, MapError, openImage } from '../../../../../src/map/index.ts';
import { startRacer } from '../../../../support/link-racer.ts';
import { hasNamespaces, holdNamespace, runInNamespace } from '../../../../support/namespace.ts';
import { testFolder } from '../../../../support/test-folder.ts';

const folder = testFolder();
const inside = join(folder.path, 'in');
const outside = join(folder.path, 'out');
for (const name of ['in', 'in/sub', 'in/mount', 'out', 'out/sub', 'other'])
  mkdirSync(join(folder.path, name));
chmodSync(folder.path, 0o755);

/** Sizes in bytes, by which a test sees which file was opened. */
const insideSize = 1024n;
const outsideSize = 2048n;
sized('in/base', insideSize);
sized('other/base', insideSize);
for (const name of ['base', 'out/base', 'out/sub/base']) sized(name, outsideSize);

function sized(name: string, size: bigint): void {
  folder.put(name, '');
  truncateSync(join(folder.path, name), Number(size));
}

function link(name: string, target: string): void {
  rmSync(join(inside, name), { force: true });
  symlinkSync(target, join(inside, name));
}

/** The size of the image, `outside` if the name leads out, or the message of any other error. */
function outcome(name: string, allowed: readonly string[] | 'all' = [inside]): bigint | string {
  const confine = allowed === 'all' ? {} : { confine: allowed };
  try {
    using image = openImage(name, { format: 'raw', directory: inside, ...confine });
    return image.virtualSize;
  } catch (error) {
    if (!(error instanceof MapError)) throw error;
    return error instanceof Confined ? 'outside' : error.message;
  }
}

describe('a name that stays inside gets the answer that it gets without confinement:', () => {
  const long = 'x'.repeat(300);
  mkdirSync(join(inside, 'links'));
  link('links/0', '../base');
  for (let at = 1; at <= 40; at++) link(`links/${at}`, `${at - 1}`);
  link('loop', 'loop');
  link('to-folder', 'sub/');
  link('to-file', 'base/.');

  const names = [
    ...['base', './base', 'sub/../base', 'sub//.././base', 'to-folder/../base', `${inside}/base`],
    ...['base/', 'base/.', 'base/..', 'base/../base', 'base/x', 'to-file', 'sub', 'sub/', '.', 'to-folder'],
    ...['gone', 'sub/gone', 'gone/../base', 'loop', 'links/39', 'links/40', long, `sub/${long}/../base`],
    ...[`${'./'.repeat(2000)}base`, `${'./'.repeat(2100)}base`],
  ];
  test.each(names.map(name => ({ name, start: name.slice(0, 60) })))('$start', ({ name }) => {
    const answer = outcome(name);
    expect(answer).not.toBe('outside');
    expect(answer).toBe(outcome(name, 'all'));
  });
});

describe('a name that leads out has one answer, whatever is there:', () => {
  const probe = join(outside, 'probe');
  const things: readonly (readonly [string, () => void])[] = [
    ['nothing', () => {}],
    ['a file', () => sized('out/probe', outsideSize)],
    ['a folder', () => mkdirSync(probe)],
    ['a folder that may not be searched', () => mkdirSync(probe, 0)],
    ['a link that leads nowhere', () => symlinkSync('gone', probe)],
    ['a link to itself', () => symlinkSync('probe', probe)],
    ['a link to the allowed folder', () => symlinkSync('../in', probe)],
  ];
  const names = [
    ...['../out/probe', '../out/probe/x', '../out/probe/', '../out/probe/base', 'sub/../../out/probe'],
    ...[probe, `${probe}/x`, `${probe}/../../in/base`, `${outside}/../in/base`, '../out/../in/base'],
    ...['to-probe', 'to-probe/x', 'to-probe/../../in/base', 'by-path', 'by-path/base', 'through-probe'],
    ...[`../out/probe/${'x'.repeat(300)}`, `to-probe/${'x'.repeat(300)}`],
  ];
  link('to-probe', '../out/probe');
  link('by-path', probe);
  link('through-probe', `${probe}/../../in/base`);
  afterEach(() => rmSync(probe, { recursive: true, force: true }));

  test.each(things)('%s', (_, make) => {
    make();
    const answers = asNobody(() => names.map(name => [name, outcome(name)]));
    expect(answers).toEqual(names.map(name => [name, 'outside']));
  });

  /** Calls `act` without the rights of root, which may search any folder. */
  function asNobody<Value>(act: () => Value): Value {
    if (process.getuid?.() !== 0) return act();
    process.seteuid!(65534);
    try {
      return act();
    } finally {
      process.seteuid!(0);
    }
  }
});

describe('several allowed folders', () => {
  const other = join(folder.path, 'other');

  test('are reached from one another, by `..` and by links', () => {
    link('to-other', '../other/base');
    expect(
      ['../other/base', 'to-other', `${other}/../in/base`].map(name => outcome(name, [inside, other])),
    ).toEqual([insideSize, insideSize, insideSize]);
  });

  test('are not reached by way of any other folder', () => {
    const names = ['../out/../other/base', '../gone/../other/base', `${outside}/../other/base`];
    expect(names.map(name => outcome(name, [inside, other]))).toEqual(names.map(() => 'outside'));
  });
});

test('a relative name may start outside, and go up from there', () => {
  const open = (name: string): bigint => {
    using image = openImage(name, { format: 'raw', directory: join(outside, 'sub'), confine: [inside] });
    return image.virtualSize;
  };
  expect(open('../../in/base')).toBe(insideSize);
  for (const name of ['base', '../base', '../sub/../../in/base', '..', '../../../..'])
    expect(() => open(name)).toThrow(Confined);
});

test('an allowed folder is found by the path that was given and by its real one', () => {
  const given = join(folder.path, 'to-in');
  symlinkSync('in', given);
  const names = [`${given}/base`, `${inside}/base`, 'base', '../in/base'];
  expect(names.map(name => outcome(name, [given]))).toEqual(names.map(() => insideSize));
  expect(outcome(`${given}/../out/base`, [given])).toBe('outside');
});

test('/ allows every file, and `..` leads nowhere there', () => {
  const names = [`${inside}/base`, '../in/base', `/..${inside}/base`, `${'../'.repeat(50)}${inside}/base`];
  expect(names.map(name => outcome(name, ['/']))).toEqual(names.map(() => insideSize));
});

describe('the links of /proc are never followed:', () => {
  test.each([[inside], ['/proc'], ['/']])('to an open file, where %s is allowed', allowed => {
    const open = openSync(join(outside, 'base'), 'r');
    link('to-fd', `/proc/self/fd/${open}`);
    const names = ['/proc/self', `/proc/${process.pid}`].flatMap(self => [
      `${self}/fd/${open}`,
      `${self}/cwd/package.json`,
      `${self}/root${outside}/base`,
      `${self}/root${inside}/base`,
    ]);
    for (const name of [...names, `/dev/fd/${open}`, 'to-fd'])
      expect([name, outcome(name, [allowed])]).toEqual([name, 'outside']);
    closeSync(open);
  });

  test.skipIf(!hasNamespaces)('into another mount namespace, where the path reads as inside', async () => {
    const pid = await holdNamespace(
      `mount -t tmpfs none '${inside}'; truncate -s 2048 '${inside}/other-base'`,
    );
    const name = `/proc/${pid}/root${inside}/other-base`;
    link('to-namespace', name);
    expect(BigInt(statSync(name).size)).toBe(outsideSize);
    for (const each of [name, 'to-namespace'])
      for (const allowed of [inside, '/']) expect(outcome(each, [allowed])).toBe('outside');
  });

  test.skipIf(!hasNamespaces)('into a file system that is no longer mounted', async () => {
    const mount = join(outside, 'mount');
    const same = join(mount, inside);
    const pid = await holdNamespace(
      `mkdir '${mount}'; mount -t tmpfs none '${mount}'; mkdir -p '${same}'; cd '${same}'; truncate -s 2048 other-base; umount -l '${mount}'`,
    );
    const name = `/proc/${pid}/cwd/other-base`;
    link('to-unmounted', name);
    expect(BigInt(statSync(name).size)).toBe(outsideSize);
    for (const each of [name, 'to-unmounted'])
      for (const allowed of [inside, '/']) expect(outcome(each, [allowed])).toBe('outside');
  });
});

test('a process that swaps links and moves folders meanwhile never leads out', async () => {
  link('by-link', 'folder/base');
  const names = ['swap', 'folder/base', 'by-link', 'one/two/../../base'];
  const counts = new Map<bigint | string, number>();
  const racer = await startRacer(inside);
  for (let turn = 0; turn < 3000; turn++)
    for (const name of names) {
      const answer = outcome(name);
      counts.set(answer, (counts.get(answer) ?? 0) + 1);
    }
  await racer.stop();
  expect(counts.get(outsideSize)).toBeUndefined();
  expect([counts.get(insideSize), counts.get('outside')].map(count => count! > 100)).toEqual([true, true]);
});

describe('what a confinement does not promise:', () => {
  test('a hard link is a file inside', () => {
    linkSync(join(outside, 'base'), join(inside, 'hard-link'));
    expect(outcome('hard-link')).toBe(outsideSize);
  });

  test.skipIf(!hasNamespaces)('a folder that is mounted inside is a folder inside', () => {
    const words = [process.execPath, 'src/cli/qemu-img-map.ts', '--output=json', '--confine', inside];
    const { status, stdout } = runInNamespace(
      `mount --bind '${outside}' '${inside}/mount'; ${words.join(' ')} -f raw '${inside}/mount/base'`,
    );
    expect({ status, length: JSON.parse(stdout)[0].length }).toEqual({
      status: 0,
      length: Number(outsideSize),
    });
  });
});
