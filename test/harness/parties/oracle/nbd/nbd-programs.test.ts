import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Manifest } from '../../../../../src/harness/parties/oracle/cache/manifest.ts';
import {
  findNbdInfo,
  nbdProgramsBeside,
  nbdProgramsIn,
} from '../../../../../src/harness/parties/oracle/nbd/nbd-programs.ts';
import { testFolder } from '../../../../support/test-folder.ts';

const folder = testFolder();
const nbdinfo = join(folder.path, 'qemu-map-parity', 'nbdinfo');
const qemu = join(folder.path, 'qemu');

function executable(path: string): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, '#!/bin/sh\n', { mode: 0o755 });
}

function manifestOf(program: string): Manifest {
  const command = { loader: 'ld.so', libraryPath: ['lib'], argv0: program, program: `bin/${program}` };
  return { version: '1', package: 'qemu-utils', packageVersion: '1-2', suite: 'bookworm', command };
}

beforeEach(() => {
  vi.stubEnv('XDG_CACHE_HOME', folder.path);
});
afterEach(() => vi.unstubAllEnvs());

test('a missing program is the reason: qemu-nbd first, then nbdinfo', () => {
  expect(findNbdInfo()).toBeUndefined();
  expect(nbdProgramsBeside(join(qemu, 'bin', 'qemu-img'))).toEqual({
    kind: 'incomplete',
    reason: 'no qemu-nbd beside this qemu-img',
  });
  executable(join(qemu, 'bin', 'qemu-nbd'));
  expect(nbdProgramsBeside(join(qemu, 'bin', 'qemu-img'))).toEqual({
    kind: 'incomplete',
    reason: 'no nbdinfo: ci/oracles fetches it',
  });
});

test('both are started through their loader, each by its own name', () => {
  executable(join(qemu, 'bin', 'qemu-nbd'));
  executable(join(nbdinfo, 'bin', 'nbdinfo'));
  writeFileSync(join(nbdinfo, 'oracle.json'), JSON.stringify(manifestOf('nbdinfo')));
  const program = (home: string, name: string) => ({
    file: join(home, 'ld.so'),
    leading: ['--library-path', join(home, 'lib'), '--argv0', name, join(home, 'bin', name)],
  });
  expect(findNbdInfo()).toEqual({ program: program(nbdinfo, 'nbdinfo'), origin: '1-2 of bookworm' });
  expect(nbdProgramsIn(qemu, manifestOf('qemu-img'))).toEqual({
    kind: 'complete',
    server: program(qemu, 'qemu-nbd'),
    client: program(nbdinfo, 'nbdinfo'),
  });
  expect(nbdProgramsBeside(join(qemu, 'bin', 'qemu-img'))).toMatchObject({
    server: { file: join(qemu, 'bin', 'qemu-nbd'), leading: [], argv0: 'qemu-nbd' },
  });
});
