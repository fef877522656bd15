import { getSystemErrorName } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { parseCase } from '../../../generators/recipe/picture/parse-case.ts';
import { writeRecipe } from '../../../generators/write/write-recipe.ts';
import { goldenCases } from '../../../src/harness/runs/golden/golden-cases.ts';
import { type MapResult, runMap } from '../../../src/map/command/run-map.ts';
import { textsByName, textsByNumber } from '../../../src/map/file/error-texts.ts';
import { NodeHost } from '../../../src/map/host/nodejs/node-host.ts';
import { recorded } from '../../../src/map/profile/profile.ts';
import { oneGolden } from '../../support/one-golden.ts';
import { testFolder } from '../../support/test-folder.ts';

/** The read that fails, counted from 0, and how. Its bytes can't be read by later reads either. */
const failing = vi.hoisted(() => ({
  ...{ read: -1, reads: 0, code: 'EIO', errno: -5 },
  bad: undefined as { fd: number; start: number; end: number } | undefined,
}));

vi.mock('node:fs', async importOriginal => {
  const fs = await importOriginal<typeof import('node:fs')>();
  const readSync = (...args: Parameters<typeof fs.readSync>): number => {
    const [fd, , , length, position] = args as unknown as [number, Buffer, number, number, number];
    const end = position + length;
    if (failing.reads++ === failing.read) failing.bad = { fd, start: position, end };
    const { bad } = failing;
    if (bad === undefined || bad.fd !== fd || bad.end <= position || end <= bad.start)
      return fs.readSync(...args);
    throw Object.assign(new Error(`${failing.code}: the disk is gone`), { ...failing });
  };
  return { ...fs, readSync, default: { ...fs, readSync } };
});

interface Ran {
  readonly result: MapResult;
  readonly stdout: string;
  readonly stderr: string;
  readonly reads: number;
}

/** Maps with the read number `read` failing; -1: none fails. */
function mapWith(
  read: number,
  args: readonly string[],
  directory: string,
  error = { code: 'EIO', errno: -5 },
): Ran {
  Object.assign(failing, error, { read, reads: 0, bad: undefined });
  const written = { stdout: '', stderr: '' };
  try {
    const result = runMap(args, {
      profile: recorded['11.1'],
      host: new NodeHost({ directory }),
      stdout: bytes => (written.stdout += Buffer.from(bytes).toString('latin1')),
      stderr: bytes => (written.stderr += Buffer.from(bytes).toString('latin1')),
    });
    return { result, ...written, reads: failing.reads };
  } finally {
    Object.assign(failing, { read: -1, bad: undefined });
  }
}

const folder = testFolder();
const inEveryError =
  /(?:qemu-img|nbdinfo|qemu-nbd): .*(?:: Input\/output error|: Unable to read VHD header|: Error reading .*|: Failed to read .*)\n$|^blkverify: .* return value mismatch .*\n$/;
/** What qemu says of a property list of a dmg image that it can't read. */
const ofPropertyLists = /: Invalid argument\n$/;
/** What a format says of zeros: a read through vmdk takes a grain that it can't find for one that isn't there. */
const throughVmdk = /file\.driver=vmdk|"driver":"vmdk"/;
const ofZeros = /^qemu-img: Could not open .*\n$/;
/** The names of cases that may end well though a read fails. */
const mayGoOn = /prealloc|hole|quorum|bitmap-directories|nodes-are-closed|odd-places|damaged-images-below/;
/** What is said of an image that is closed, whatever became of the map. */
const ofLostBitmaps = /^qemu-img: Lost persistent bitmaps .*: Input\/output error\n/gm;

test('no read of a golden case that fails makes map throw', () => {
  const unharmed: string[] = [];
  const withoutRefcounts: string[] = [];
  const wrong: object[] = [];
  let failed = 0;
  for (const { name, value } of goldenCases()) {
    writeRecipe(value.recipe, folder.path);
    for (const query of value.queries) {
      const sound = mapWith(-1, query, folder.path);
      for (let read = 0; read < sound.reads; read++) {
        const ran = mapWith(read, query, folder.path);
        if (ran.stdout === sound.stdout && ran.stderr === sound.stderr) unharmed.push(name);
        else if (ran.stdout === sound.stdout && ran.stderr.replace(ofLostBitmaps, '') === sound.stderr)
          failed++;
        else if (ran.result.kind === 'ran' && ran.result.status === 0) withoutRefcounts.push(name);
        else {
          failed++;
          const { result, stderr } = ran;
          const isError = result.kind === 'ran' && result.status === 1;
          if (!isError || !expectedOf(name, query.join(' '), stderr).test(stderr))
            wrong.push({ name, query, read, result, stderr });
        }
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(failed).toBeGreaterThan(500);
  // An image whose refcounts can't be read doesn't look preallocated; a quorum goes on without a child, and the two cases of what is said
  // at the end have some. The refcounts of one odd place are in a block that can't be inflated, which is as if they couldn't be read, but
  // leaves its bytes in the block before.
  // A read through vmdk goes on where a grain can't be found.
  expect(withoutRefcounts.length).toBeGreaterThan(0);
  expect(withoutRefcounts.filter(name => !mayGoOn.test(name))).toEqual([]);
  // Names of features aren't needed, nor are refcounts where they are too few.
  expect(unharmed.length).toBeLessThan(failed / 10);
});

/**
 * What map prints to stderr while one read after the other fails, without the parts that all have in common.
 */
function errorsOf(layers: string, query: readonly string[]): string[] {
  writeRecipe(parseCase(`${layers}\nmap top.qcow2\n`).recipe, folder.path);
  return errorsOfQuery(query);
}

/** The same for files that are there. */
function errorsOfQuery(query: readonly string[]): string[] {
  const { reads } = mapWith(-1, query, folder.path);
  const stderrs = Array.from({ length: reads }, (_, read) => mapWith(read, query, folder.path).stderr);
  return stderrs.map(stderr =>
    stderr.replace(/^qemu-img: (?:Could not open '[^']*': )?/, '').replace(/: Input\/output error\n$/, ''),
  );
}

// All words were measured with 5.2, 7.2, 10.0 and 11.1, whose reads blkdebug made fail.
describe('the words of qemu-img', () => {
  const header = 'Could not read qcow2 header';
  const l1 = 'Could not read L1 table';
  const walk = 'Could not read file metadata';
  const qcow2 = ['-f', 'qcow2', 'top.qcow2'];

  test('when it probes the format', () => {
    const [first] = errorsOf('top.qcow2 qcow2 4k |#|', ['top.qcow2']);
    expect(first).toBe('Could not read image for determining its format');
  });

  test('for the header and the tables', () => {
    const refcounts = 'Could not initialize refcount handling';
    // The last two are of the entries of the L2 table and of the rest of its slice.
    const walks = [walk, walk, walk];
    expect(errorsOf('top.qcow2 qcow2 4k |#|', qcow2)).toEqual([header, l1, refcounts, ...walks]);
  });

  test('for the later parts of a long L1 table', () => {
    const errors = errorsOf('top.qcow2 qcow2 512 |.{600000}#|', qcow2);
    expect(errors.filter(text => text === l1)).toHaveLength(2);
  });

  /** The errors of the first map of a golden. */
  const errorsOfGolden = (name: string): string[] => {
    const { value } = oneGolden(name);
    writeRecipe(value.recipe, folder.path);
    return errorsOfQuery(value.queries[0]!);
  };

  test('for the header and the block map of vdi, for which it has none', () => {
    const layers = [
      'top.qcow2 raw 4k |.{4}|',
      'set byte[0x40] = 7f10dabe010001009001000001000000',
      'set byte[0x154] = 0010000000200000',
      'set byte[0x168] = 0002000000000000000010000000000000001000000000000100000000000000',
    ].join('\n    ');
    expect(errorsOf(layers, ['-f', 'vdi', 'top.qcow2'])).toEqual([
      "Could not open 'top.qcow2'",
      "Could not open 'top.qcow2'",
    ]);
  });

  test('for the tables of vpc, for which it has no reason', () => {
    expect(errorsOfGolden('128-vpc-blocks-and-sizes').slice(0, 3)).toEqual([
      'Could not read image for determining its format',
      'Error reading dynamic VHD header\n',
      'Error reading pagetable\n',
    ]);
  });

  test('for the snapshot table', () => {
    const errors = errorsOf('top.qcow2 qcow2 4k |#|\n    snapshot before |#|', qcow2);
    expect(errors).toContain('Failed to read snapshot table');
  });

  // The first 1024 bytes are one read, so what lies after them makes reads of its own.
  const far = `    ext 0x12345678 = ${'00'.repeat(2048 - 104 - 8)}`;
  test.each([
    ['unknown', 'ext 0x87654321 = 00', 'ERROR: unknown extension: Could not read data'],
    ['bitmaps', `ext 0x23852875 = ${'00'.repeat(24)}`, 'bitmaps_ext: Could not read ext header'],
  ])('for the %s extension', (_, extension, text) => {
    const layers = `top.qcow2 qcow2 4k |#|\n${far}\n    ${extension}\n    set header.autoclear_features = 0x1`;
    const errors = errorsOf(layers, qcow2);
    expect(errors).toContain('qcow2_read_extension: ERROR: pread fail from offset 2048');
    expect(errors).toContain(text);
  });

  test('for the backing format', () => {
    const errors = errorsOf('base.raw raw 4k |#|\ntop.qcow2 qcow2 4k hdrlen=2040 |#|', qcow2);
    expect(errors).toContain('qcow2_read_extension: ERROR: pread fail from offset 2040');
    expect(errors).toContain('ERROR: ext_backing_format: Could not read format name');
  });

  test('for the backing file name', () => {
    const layers = `base.raw raw 4k |#|\ntop.qcow2 qcow2 4k |#|\n${far}`;
    expect(errorsOf(layers, qcow2)).toContain('Could not read backing file name');
  });

  test('for the encryption header', () => {
    const options = 'driver=qcow2,encrypt.key-secret=s,file.filename=top.qcow2';
    const query = ['--object', 'secret,id=s,data=s3cret', '--image-opts', options];
    const errors = errorsOf('top.qcow2 qcow2 64k crypt=luks:s3cret |#|', query);
    expect(errors.filter(text => text === 'Could not read encryption header').length).toBeGreaterThan(1);
  });
});

test('every error of the system is printed by its text, known to Node or not', () => {
  writeRecipe(parseCase('top.qcow2 qcow2 4k |#|\nmap top.qcow2\n').recipe, folder.path);
  const { reads } = mapWith(-1, ['top.qcow2'], folder.path);
  for (let number = 1; number <= 140; number++) {
    const error = { code: getSystemErrorName(-number), errno: -number };
    const text = textsByName[error.code] ?? textsByNumber[number] ?? `Unknown error ${number}`;
    for (let read = 0; read < reads; read++) {
      const { stderr } = mapWith(read, ['top.qcow2'], folder.path, error);
      expect(stderr.endsWith(`: ${text}\n`), `${error.code}: ${stderr}`).toBe(true);
    }
  }
});

/** The words that a read that fails may end in. */
function expectedOf(name: string, query: string, stderr: string): RegExp {
  if (name.includes('-dmg-') && ofPropertyLists.test(stderr)) return ofPropertyLists;
  return throughVmdk.test(query) && !inEveryError.test(stderr) ? ofZeros : inEveryError;
}
