import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, test as anyTest, beforeEach, expect } from 'vitest';
import { type Ended, Sandbox } from './sandbox.ts';

const keyring = '/usr/share/keyrings/debian-archive-keyring';

/** ci/oracles asks for Debian's keyring before anything else: what follows is about machines that have it. */
const test = anyTest.skipIf(!['.gpg', '.pgp'].some(ending => existsSync(keyring + ending)));

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await Sandbox.create();
  await sandbox.program('dpkg', 'echo amd64');
  await debian({ offered: ['1:7.2+dfsg-7'] });
});

afterEach(async () => {
  await sandbox.remove();
});

interface Debian {
  /** The versions in the mirror, newest first. */
  readonly offered: readonly string[];
  /** What apt-get update complains of instead of reading the lists. */
  readonly complaint?: string;
  /** What the unpacked qemu-img says to --version. */
  readonly banner?: string;
  /** What is in the mirror; absent: qemu-utils. */
  readonly package?: string;
}

/**
 * Stand-ins for Debian's programs: a package file is its version as text, and unpacks to a loader that is qemu-img
 * itself: it prints its banner, or its own command line.
 */
async function debian(mirror: Debian): Promise<void> {
  const { offered, complaint, banner = 'qemu-img version 7.2.22', package: name = 'qemu-utils' } = mirror;
  const lists = complaint ? `echo '${complaint}' >&2; exit 100` : 'touch "$work/lists/suite_Packages"';
  await sandbox.program(
    'apt-get',
    `case "$*" in
'update --print-uris')
  echo "'http://other.example/stuff/dists/bookworm/InRelease' a 0"
  echo "'http://mirror.example/debian/dists/bookworm/InRelease' b 0";;
*update)
  work=$(dirname "$2"); cp "$work/sources.list" "$work/../../../../sources"; ${lists};;
*install*)
  for package; do :; done
  printf %s "\${package#${name}=}" >"$(dirname "$2")/cache/archives/${name}_1_amd64.deb";;
esac`,
  );
  const rows = offered.map(version => `echo '${name} | ${version} | http://mirror.example'`);
  await sandbox.program('apt-cache', rows.join('\n') || ':');
  await sandbox.program(
    'dpkg-deb',
    `mkdir -p "$3/usr/lib/x86_64-linux-gnu"; loader=$3/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2
cat >"$loader" <<'END'
#!/bin/sh
for last; do :; done
case "$last" in --help) echo --argv0;; --version) echo '${banner}';; *) echo "$@";; esac
END
chmod +x "$loader"`,
  );
}

/** Runs ci/oracles with one pin: of version 7.2, of the given build. */
async function fetch(build: string, sha256: string = sha256Of(build)): Promise<Ended> {
  await sandbox.write('ci/oracles.pins', `# a comment\n\n7.2 bookworm ${build} amd64 ${sha256}\n`);
  return sandbox.bash('"a checkout/ci/oracles"');
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function fetched(): Promise<string[]> {
  return readdir(join(sandbox.cache, 'oracles'));
}

async function description(): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(sandbox.cache, 'oracles/7.2/oracle.json'), 'utf8'));
}

test('the pinned build is fetched, described by relative paths, and not fetched again', async () => {
  const { stderr, status } = await fetch('1:7.2+dfsg-7');
  expect(stderr).toContain('fetching qemu 7.2 (1:7.2+dfsg-7 from bookworm)');
  expect(status).toBe(0);
  expect(await description()).toEqual({
    version: '7.2',
    suite: 'bookworm',
    package: 'qemu-utils',
    packageVersion: '1:7.2+dfsg-7',
    architecture: 'amd64',
    sha256: sha256Of('1:7.2+dfsg-7'),
    pinned: true,
    command: {
      loader: 'root/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2',
      libraryPath: ['root/usr/lib/x86_64-linux-gnu'],
      argv0: 'qemu-img',
      program: 'root/usr/bin/qemu-img',
    },
  });
  expect(await fetched()).toEqual(['7.2']);
  expect(await fetch('1:7.2+dfsg-7')).toEqual({ stdout: '', stderr: '', status: 0 });
});

test('what was cut or emptied in the cache is fetched again', async () => {
  await fetch('1:7.2+dfsg-7');
  const home = join(sandbox.cache, 'oracles/7.2');
  for (const part of ['root/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2', 'oracle.json']) {
    await truncate(join(home, part), 0);
    expect((await fetch('1:7.2+dfsg-7')).stderr).toContain('fetching qemu 7.2');
    expect(await fetch('1:7.2+dfsg-7')).toEqual({ stdout: '', stderr: '', status: 0 });
  }
});

test('each program has a launcher that runs it through the loader beside it', async () => {
  await fetch('1:7.2+dfsg-7');
  const { stdout } = await sandbox.bash(
    'cd /; "$XDG_CACHE_HOME/qemu-map-parity/oracles/7.2/qemu-io" -c "read 0 1"',
  );
  const root = join(sandbox.cache, 'oracles/7.2/root');
  expect(stdout).toBe(
    `--library-path ${root}/usr/lib/x86_64-linux-gnu --argv0 qemu-io ${root}/usr/bin/qemu-io -c read 0 1`,
  );
});

test('nbdinfo is fetched into a folder beside the oracles', async () => {
  await debian({ offered: ['1.14.2-1'], banner: 'nbdinfo 1.14.2', package: 'libnbd-bin' });
  await sandbox.write('ci/oracles.pins', `nbdinfo bookworm 1.14.2-1 amd64 ${sha256Of('1.14.2-1')}\n`);
  const { stderr } = await sandbox.bash('"a checkout/ci/oracles"');
  expect(stderr).toContain('fetching nbdinfo (1.14.2-1 from bookworm)');
  const home = join(sandbox.cache, 'nbdinfo');
  expect(JSON.parse(await readFile(join(home, 'oracle.json'), 'utf8'))).toMatchObject({
    version: '1.14',
    package: 'libnbd-bin',
    pinned: true,
    command: { argv0: 'nbdinfo', program: 'root/usr/bin/nbdinfo' },
  });
  expect(await fetched()).toEqual([]);
  expect(await sandbox.bash('"a checkout/ci/oracles"')).toEqual({ stdout: '', stderr: '', status: 0 });
});

test('what is asked for by name is fetched alone', async () => {
  await debian({ offered: ['1.42.3-1'], banner: 'nbdkit 1.42.3', package: 'nbdkit' });
  const pins = ['7.2 bookworm 1:7.2 amd64 0', `nbdkit bookworm 1.42.3-1 amd64 ${sha256Of('1.42.3-1')}`];
  await sandbox.write('ci/oracles.pins', `${pins.join('\n')}\n`);
  const { stderr } = await sandbox.bash('"a checkout/ci/oracles" nbdkit');
  expect(stderr).toContain('fetching nbdkit (1.42.3-1 from bookworm)');
  expect(stderr).not.toContain('7.2');
  expect(JSON.parse(await readFile(join(sandbox.cache, 'nbdkit/oracle.json'), 'utf8'))).toMatchObject({
    package: 'nbdkit',
    command: { program: 'root/usr/bin/nbdkit' },
  });
});

test('a newer build of the same version is taken where the pinned one is gone, and said to be', async () => {
  await debian({ offered: ['1:7.2+dfsg-8'] });
  const { stderr } = await fetch('1:7.2+dfsg-7');
  expect(stderr).toContain(
    'qemu 7.2: bookworm no longer has the pinned build 1:7.2+dfsg-7; taking 1:7.2+dfsg-8',
  );
  expect(await description()).toMatchObject({ packageVersion: '1:7.2+dfsg-8', pinned: false });
});

test('the pinned build is taken where a newer one is offered too', async () => {
  await debian({ offered: ['1:7.2+dfsg-8', '1:7.2+dfsg-7'] });
  await fetch('1:7.2+dfsg-7');
  expect(await description()).toMatchObject({ packageVersion: '1:7.2+dfsg-7', pinned: true });
});

test.each<[string, Debian, string, RegExp]>([
  [
    'another qemu version',
    { offered: ['1:7.20+dfsg-1'] },
    '',
    /no qemu 7\.2: bookworm has .* 1:7\.20\+dfsg-1 by now/,
  ],
  [
    'other bytes',
    { offered: ['1:7.2+dfsg-7'] },
    'f00',
    /no qemu 7\.2: the sha256 of its package is \w{64}, not the/,
  ],
  [
    'a program that does not run',
    { offered: ['1:7.2+dfsg-7'], banner: 'Illegal instruction' },
    '',
    /no qemu 7\.2: it does not run on this machine/,
  ],
  [
    'no network',
    { offered: [], complaint: 'W: Failed to fetch a: b' },
    '',
    /no real qemu-img fetched: Failed to fetch/,
  ],
  ['an empty suite', { offered: [] }, '', /no qemu 7\.2: apt gave no reason/],
])('%s is one line, no failure, and leaves nothing behind', async (_, mirror, sha256, line) => {
  await debian(mirror);
  const { stderr, status } = await fetch('1:7.2+dfsg-7', sha256 || undefined);
  expect(stderr).toMatch(line);
  expect(status).toBe(0);
  expect(await fetched()).toEqual([]);
});

test('the next suites of a line are tried where the first ones have another version', async () => {
  await sandbox.program(
    'apt-cache',
    `grep -q sid "$(dirname "$2")/sources.list" && echo 'qemu-utils | 1:8.0-1 | a' || echo 'qemu-utils | 1:7.2~bpo-1 | b'`,
  );
  await sandbox.write('ci/oracles.pins', '7.2 sid|trixie-backports,trixie 1:7.2-1 amd64 0\n');
  const { stderr } = await sandbox.bash('"a checkout/ci/oracles"');
  expect(stderr).toContain('fetching qemu 7.2 (1:7.2~bpo-1 from trixie-backports)');
  expect(await description()).toMatchObject({ suite: 'trixie-backports', pinned: false });
  const fetchedFrom = await readFile(join(sandbox.folder, 'sources'), 'utf8');
  for (const suite of ['sid', 'trixie-backports', 'trixie']) expect(fetchedFrom).toContain(` ${suite} main`);
});

test('a moved pin replaces the oracle; where that fails the old one stays', async () => {
  await fetch('1:7.2+dfsg-7');
  await debian({ offered: [], complaint: 'W: Failed to fetch a: b' });
  await fetch('1:7.2+dfsg-8');
  expect(await description()).toMatchObject({ packageVersion: '1:7.2+dfsg-7' });
  await debian({ offered: ['1:7.2+dfsg-8'] });
  await fetch('1:7.2+dfsg-8');
  expect(await description()).toMatchObject({ packageVersion: '1:7.2+dfsg-8', pinned: true });
});

test("the mirror is the machine's own Debian mirror, unless a variable names another", async () => {
  const sources = () => readFile(join(sandbox.folder, 'sources'), 'utf8');
  await fetch('1:7.2+dfsg-7');
  expect(await sources()).toMatch(
    new RegExp(`^deb \\[.* signed-by=${keyring}\\.\\w+\\] http://mirror\\.example/debian bookworm main\\n$`),
  );
  await sandbox.write('ci/oracles.pins', '7.2 bookworm,bookworm-security 1:7.2+dfsg-9 amd64 f00\n');
  await sandbox.bash('"a checkout/ci/oracles"', { MAP_PARITY_DEBIAN_MIRROR: 'http://near.example/d/' });
  expect(await sources()).toMatch(
    / http:\/\/near\.example\/d\/ bookworm main\n.* http:\/\/near\.example\/d-security bookworm-security main\n$/,
  );
});
