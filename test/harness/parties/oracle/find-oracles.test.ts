import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cacheFolder } from '../../../../src/harness/parties/oracle/cache/cache-folder.ts';
import { findOracles } from '../../../../src/harness/parties/oracle/find-oracles.ts';
import { writeLyingOracle } from '../../../support/lying-oracle.ts';

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'find-test-'));
  vi.stubEnv('XDG_CACHE_HOME', cache);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(cache, { recursive: true, force: true });
});

function oracleFolder(version: string): string {
  const folder = join(cache, 'qemu-map-parity', 'oracles', version);
  mkdirSync(folder, { recursive: true });
  return folder;
}

describe('findOracles', () => {
  test('an empty cache has no oracles', async () => {
    expect(await findOracles()).toEqual({ oracles: [], lost: [] });
  });

  test('an oracle with a manifest is started through its loader', async () => {
    const folder = oracleFolder('11.1');
    writeFileSync(
      join(folder, 'loader'),
      '#!/bin/sh\nwhile [ "$1" != program ]; do case $1 in */program) break; esac; shift; done\nexec "$@"\n',
      {
        mode: 0o755,
      },
    );
    writeFileSync(join(folder, 'program'), '#!/bin/sh\necho "qemu-img version 11.1.3 (Debian x)"\n', {
      mode: 0o755,
    });
    const command = { loader: 'loader', libraryPath: ['lib'], argv0: 'qemu-img', program: 'program' };
    writeFileSync(
      join(folder, 'oracle.json'),
      JSON.stringify({ version: '11.1', package: 'p', packageVersion: '1', suite: 's', command }),
    );
    const { oracles } = await findOracles();
    expect(oracles).toMatchObject([{ name: '11.1', profile: { version: '11.1.3', vendor: 'Debian' } }]);
    expect(oracles[0]!.program.leading).toEqual([
      '--library-path',
      join(folder, 'lib'),
      '--argv0',
      'qemu-img',
      join(folder, 'program'),
    ]);
  });

  test('a version names a fetched oracle', async () => {
    for (const version of ['5.2', '7.2']) {
      const manifest = {
        ...{ version, package: 'p', packageVersion: '1', suite: 's' },
        command: { loader: '/bin/sh', libraryPath: [], argv0: 'qemu-img', program: 'x' },
      };
      writeFileSync(join(oracleFolder(version), 'oracle.json'), JSON.stringify(manifest));
    }
    const { lost } = await findOracles(['7.2']);
    expect(lost.map(({ name }) => name)).toEqual(['7.2']);
    await expect(findOracles(['9.9'])).rejects.toMatchObject({ code: 'oracle-path' });
  });

  test('broken folders of the cache are reported as lost', async () => {
    writeFileSync(join(oracleFolder('7.2'), 'oracle.json'), '{ "version": ');
    oracleFolder('5.2');
    const { oracles, lost } = await findOracles();
    expect(oracles).toEqual([]);
    expect(lost.map(({ name, error }) => [name, error.kind])).toEqual([
      ['5.2', 'missing'],
      ['7.2', 'missing'],
    ]);
  });

  test.each(['{}', '[]', 'null', '{ "version": "7.2", "command": {} }'])(
    'a manifest that is %s is damage',
    async text => {
      writeFileSync(join(oracleFolder('7.2'), 'oracle.json'), text);
      expect((await findOracles()).lost).toMatchObject([
        {
          name: '7.2',
          error: { kind: 'missing', detail: expect.stringMatching(/oracle\.json is missing or damaged/) },
        },
      ]);
    },
  );

  test('an oracle with a file that was cut is lost, and the file is named', async () => {
    const home = oracleFolder('7.2');
    const command = { loader: 'sh', libraryPath: [], argv0: null, program: 'qemu-img' };
    const manifest = { version: '7.2', package: 'p', packageVersion: '1', suite: 's', command };
    writeFileSync(join(home, 'oracle.json'), JSON.stringify(manifest));
    writeFileSync(join(home, 'sh'), '#!/bin/sh\necho "qemu-img version 7.2.22"\n', { mode: 0o755 });
    writeFileSync(join(home, 'qemu-nbd'), 'whole');
    writeFileSync(join(home, 'files'), '5 qemu-nbd\n');
    expect((await findOracles()).oracles).toHaveLength(1);
    writeFileSync(join(home, 'qemu-nbd'), 'cut');
    expect((await findOracles()).lost).toMatchObject([
      {
        error: {
          detail: expect.stringContaining(`damaged: ${join(home, 'qemu-nbd')} has 3 bytes instead of 5`),
        },
      },
    ]);
  });

  test('without a list of files, a program or library that was cut off is found by its header', async () => {
    const home = oracleFolder('7.2');
    const command = { loader: 'sh', libraryPath: ['lib'], argv0: null, program: 'qemu-img' };
    const manifest = { version: '7.2', package: 'p', packageVersion: '1', suite: 's', command };
    writeFileSync(join(home, 'oracle.json'), JSON.stringify(manifest));
    writeFileSync(join(home, 'sh'), '#!/bin/sh\necho "qemu-img version 7.2.22"\n', { mode: 0o755 });
    mkdirSync(join(home, 'lib'));
    const library = join(home, 'lib', 'libc.so.6');
    const whole = readFileSync('/bin/true');
    const detail = `damaged: ${library} is cut off; ci/oracles fetches it again once ${home} is removed`;
    for (const [length, lost] of [
      [whole.length, []],
      [whole.length - 1, [{ name: '7.2', error: { kind: 'missing', detail } }]],
      [64, [{ name: '7.2', error: { kind: 'missing', detail } }]],
      [0, [{ name: '7.2', error: { kind: 'missing', detail } }]],
    ] as const) {
      writeFileSync(library, whole.subarray(0, length));
      expect((await findOracles()).lost).toEqual(lost);
    }
  });

  test('an nbdinfo that was cut off is lost, not merely missing', async () => {
    const home = join(dirname(dirname(oracleFolder('7.2'))), 'nbdinfo');
    const command = { loader: 'sh', libraryPath: [], argv0: null, program: 'nbdinfo' };
    const manifest = { version: '1', package: 'p', packageVersion: '1', suite: 's', command };
    mkdirSync(home);
    writeFileSync(join(home, 'oracle.json'), JSON.stringify(manifest));
    writeFileSync(join(home, 'nbdinfo'), readFileSync('/bin/true').subarray(0, 4096), { mode: 0o755 });
    const lost = (await findOracles()).lost.filter(({ name }) => name === 'nbdinfo');
    const detail = `damaged: ${join(home, 'nbdinfo')} is cut off; ci/oracles fetches it again once ${home} is removed`;
    expect(lost).toEqual([{ name: 'nbdinfo', error: { kind: 'missing', detail } }]);
  });

  test('paths name programs, and one that is no qemu-img is lost', async () => {
    const honest = writeLyingOracle(cache, 'tells the truth');
    const { oracles, lost } = await findOracles([honest, '/bin/true']);
    expect(oracles.map(({ name }) => name)).toEqual([honest]);
    expect(lost).toMatchObject([{ name: '/bin/true', error: { kind: 'rubbish' } }]);
  });

  test('looks a name without a slash up on the PATH, after the fetched versions', async () => {
    const folder = join(cache, 'bin');
    mkdirSync(folder);
    const liar = writeLyingOracle(folder, 'tells the truth');
    vi.stubEnv('PATH', `${cache}:${folder}:${process.env.PATH}`);
    const { oracles } = await findOracles([basename(liar)]);
    expect(oracles).toMatchObject([{ name: basename(liar), program: { file: liar } }]);
    vi.stubEnv('PATH', cache);
    await expect(findOracles([basename(liar)])).rejects.toMatchObject({
      message: expect.stringContaining('no such program on the PATH'),
      next: expect.stringMatching(/, or the version of a fetched one(?:: [\d., ]+)?\.$/),
    });
  });

  test('takes a short banner, and one of git, for a version', async () => {
    const banners = [
      '9.2',
      '9.1.50 (v9.1.0-1204-g0123456789-dirty)',
      '8.2.0-rc1',
      'v7.0.0+vendor3 (Vendor 7.0)',
    ];
    const paths = banners.map((banner, index) => {
      const path = join(cache, `qemu-img-${index}`);
      writeFileSync(path, `#!/bin/sh\necho 'qemu-img version ${banner}'\n`, { mode: 0o755 });
      return path;
    });
    const { oracles, lost } = await findOracles(paths);
    expect(lost).toEqual([]);
    expect(oracles.map(({ profile }) => profile.version)).toEqual(['9.2', '9.1.50', '8.2.0', '7.0.0']);
  });

  test('a path that is no program is refused', async () => {
    await expect(findOracles([join(cache, 'none')])).rejects.toMatchObject({ code: 'oracle-path' });
  });
});

describe('cacheFolder', () => {
  test('a relative XDG_CACHE_HOME counts as unset', () => {
    vi.stubEnv('XDG_CACHE_HOME', 'relative');
    expect(cacheFolder()).toMatch(/\/\.cache\/qemu-map-parity$/);
  });
});
