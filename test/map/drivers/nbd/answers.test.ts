import { describe, expect, test } from 'vitest';
import type { RecordedName } from '../../../../src/map/profile/profile.ts';
import { mapText, shortExtents } from '../../../support/map-text.ts';
import type { NbdScript, Step } from '../../../support/nbd/nbd-script.ts';
import { scriptedServer } from '../../../support/nbd/scripted-server.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
const server = scriptedServer(folder.path);

const word = (number: number): string => number.toString(16).padStart(8, '0');
const long = (number: number): string => number.toString(16).padStart(16, '0');
const status = (length: number, flags: number): Step => ({
  type: 5,
  data: word(1) + word(length) + word(flags),
});
const failure = (error: number, text = ''): Step => ({
  type: 0x8001,
  data: word(error) + text.length.toString(16).padStart(4, '0') + Buffer.from(text).toString('hex'),
});
const notLast = (step: Step): Step => ({ ...(step as Extract<Step, { type: number }>), flags: 0 });
const cut = (step: Step, sent: number): Step => ({ ...(step as Extract<Step, { type: number }>), sent });
const end: Step = { type: 0 };

const before = '[{ "start": 0, "length": 4096';

/** What a map says when the server answers the request of a status at 4096, 4096 bytes before the end, with these steps. */
async function mapped(steps: readonly Step[], script: NbdScript = {}, version: RecordedName = '11.1') {
  const stretches = [
    [4096, 0],
    [4096, 3],
  ] as const;
  const replies = [{ command: 'status', at: 4096, steps }] as const;
  await server.serve({ size: 8192n, stretches, replies, ...script });
  const { stdout, stderr } = mapText({ name: 'nbd:unix:s', directory: folder.path, format: 'raw', version });
  if (stderr === '') return shortExtents(stdout).split('; ').slice(1).join('; ');
  // The extent before is pending when the next one fails, so it is lost.
  expect(stdout).toBe('[');
  return stderr.replace('qemu-img: Could not read file metadata: ', '').trimEnd();
}

const invalid = 'Invalid argument';
const lost = 'Input/output error';
const hole = '4096+4096 d0 PZd@4096';

describe('the status', () => {
  test.each<[string, readonly Step[], string]>([
    ['too long', [status(2 ** 30, 3)], hole],
    ['with unknown flags', [status(4096, 0xffffffff)], hole],
    ['zero with data', [status(4096, 2)], '4096+4096 d0 PZD@4096'],
    ['a hole of unknown content', [status(4096, 1)], '4096+4096 d0 pzd'],
    ['several extents', [{ type: 5, data: word(1) + word(4096) + word(3) + word(1) + word(0) }], hole],
    ['before an empty end', [notLast(status(4096, 3)), end], hole],
    ['wide', [{ type: 6, data: word(1) + word(1) + long(4096) + long(3) }], hole],
    ['wide with a wrong count', [{ type: 6, data: word(1) + word(9) + long(4096) + long(3) }], hole],
    ['of length 0', [status(0, 3)], invalid],
    ['without an extent', [{ type: 5, data: word(1) }], invalid],
    ['of another context', [{ type: 5, data: word(2) + word(4096) + word(3) }], invalid],
    ['too large', [{ type: 5, data: word(1) + (word(4096) + word(3)).repeat(125) }], invalid],
    ['twice', [notLast(status(4096, 3)), status(4096, 3)], invalid],
    ['missing', [end], lost],
    ['replaced by data', [{ type: 1, data: `${long(4096)}aa` }], invalid],
    ['replaced by an unknown chunk', [{ type: 77 }], invalid],
    ['an empty chunk that is not the end', [notLast(end), status(4096, 3)], invalid],
    ['an error', [failure(28, 'no space')], 'No space left on device'],
    ['an error that is unknown', [failure(200)], invalid],
    ['an error with a wrong length', [{ type: 0x8001, data: `${word(5)}0009` }], invalid],
    ['error 0', [failure(0)], invalid],
    ['before an error', [notLast(status(4096, 3)), failure(95)], 'Operation not supported'],
    ['after an error', [notLast(failure(12)), status(4096, 3)], 'Cannot allocate memory'],
    ['a simple error', [{ simpleError: 108 }], 'Cannot send after transport endpoint shutdown'],
    ['a simple success', [{ simpleError: 0 }], lost],
    ['a simple error after a chunk', [notLast(failure(28)), { simpleError: 12 }], invalid],
    ['a connection that ends', ['close'], lost],
    ['half a reply', [{ raw: '668e33ef' }, 'close'], lost],
    ['an unknown magic', [{ raw: '00'.repeat(32) }, 'close'], lost],
    ['an unknown cookie', [{ raw: `668e33ef00010005${'ff'.repeat(8)}${word(0)}` }, 'close'], lost],
  ])('%s', async (_, steps, expected) => {
    expect(await mapped(steps)).toBe(expected);
  });

  // Measured at each byte of a chunk, which has 20 before its payload.
  test.each<[Step, string]>([
    [cut(status(4096, 3), 18), lost],
    [cut(status(4096, 3), 20), 'Operation not permitted'],
    [cut(status(4096, 3), 31), 'Operation not permitted'],
    [cut(failure(5, 'text'), 28), 'Operation not permitted'],
  ])('that ends inside of a chunk has an error of its own in 5.2: %j', async (step, expected) => {
    expect(await mapped([step, 'close'], {}, '5.2')).toBe(expected);
    expect(await mapped([step, 'close'], {}, '7.2')).toBe(lost);
  });

  test('in blocks is rounded down, or up to a block of data', async () => {
    const blockSizes = [512, 512, 65536] as const;
    expect(await mapped([status(1000, 2)], { blockSizes })).toBe(
      '4096+512 d0 PZD@4096; 4608+3584 d0 PZd@4608',
    );
    expect(await mapped([status(100, 3)], { blockSizes })).toBe('4608+3584 d0 PZd@4608');
  });

  test('without blocks has any length', async () => {
    const replies = [
      { command: 'status', at: 4096, steps: [status(1, 0)] },
      { command: 'status', at: 4097, steps: [status(100, 2)] },
    ] as const;
    expect(await mapped([], { replies })).toBe('4097+100 d0 PZD@4097; 4197+3995 d0 PZd@4197');
  });

  test('a wide chunk is an error to older versions', async () => {
    const wide: Step = { type: 6, data: word(1) + word(1) + long(4096) + long(3) };
    expect(await mapped([wide], {}, '7.2')).toBe(invalid);
  });

  test.each<[string, number, RecordedName, string]>([
    ['as long as a read may be', 2 ** 25 + 8, '11.1', invalid],
    ['longer', 2 ** 25 + 9, '11.1', lost],
    ['longer', 2 ** 25 + 9, '10.0', lost],
    ['longer, to older versions', 2 ** 25 + 9, '7.2', invalid],
    ['of 4 GiB', 2 ** 32 - 1, '5.2', invalid],
  ])('in a chunk that is %s is refused by its head', async (_, length, version, expected) => {
    expect(await mapped([{ type: 5, length }, 'close'], {}, version)).toBe(expected);
  });

  test('in the narrow form counts with extended headers', async () => {
    expect(await mapped([status(4096, 3)], { extended: true })).toBe(hole);
  });

  test('a simple reply is understood with extended headers', async () => {
    expect(await mapped([{ simpleError: 1 }], { extended: true })).toBe('Operation not permitted');
  });
});

/** What the probing of a format says when the server answers the read with these steps. */
async function probed(steps: readonly Step[], script: NbdScript = {}) {
  await server.serve({ size: 8192n, replies: [{ command: 'read', at: 0, steps }], ...script });
  const { stdout, stderr } = mapText({ name: 'nbd:unix:s', directory: folder.path });
  const start = "qemu-img: Could not open 'nbd:unix:s': Could not read image for determining its format: ";
  return stderr === '' ? shortExtents(stdout) : stderr.replace(start, '').trimEnd();
}

describe('the bytes', () => {
  const data = (at: number, length: number): Step => ({
    type: 1,
    flags: 0,
    data: long(at) + 'aa'.repeat(length),
  });
  const zeros = (at: number, length: number): Step => ({ type: 2, flags: 0, data: long(at) + word(length) });
  const all = '0+8192 d0 PzD@0';
  test.each<[string, readonly Step[], string]>([
    ['in two parts', [data(256, 256), data(0, 256), end], all],
    ['with a hole', [zeros(0, 256), data(256, 256), end], all],
    ['beyond the request', [data(0, 513), end], invalid],
    ['in a hole beyond the request', [zeros(256, 257), end], invalid],
    ['of an empty hole', [zeros(0, 0), end], invalid],
    ['without an offset', [{ type: 1, data: '00' }], invalid],
    ['before an error', [data(0, 512), failure(5)], lost],
    ['in a simple reply', [{ simpleError: 0 }, { raw: '00'.repeat(512) }], invalid],
    ['that end too early', [{ raw: '668e33ef' }, 'close'], lost],
  ])('%s', async (_, steps, expected) => {
    expect(await probed(steps)).toBe(expected);
  });

  test.each<[string, readonly Step[], string]>([
    ['whole', [{ simpleError: 0 }, { raw: '00'.repeat(512) }], all],
    ['an error', [{ simpleError: 12 }], 'Cannot allocate memory'],
    ['in a chunk', [data(0, 512), end], lost],
    ['that end too early', [{ simpleError: 0 }, { raw: '00' }, 'close'], lost],
  ])('of simple replies, %s', async (_, steps, expected) => {
    expect(await probed(steps, { structured: false })).toBe(expected);
  });
});

test('a table of extents before an error is printed', async () => {
  const replies = [{ command: 'status', at: 8192, steps: [failure(5)] }] as const;
  const stretches = [
    [4096, 0],
    [4096, 3],
    [4096, 0],
  ] as const;
  await server.serve({ size: 12288n, stretches, replies });
  const { status: exit, stdout } = mapText({ name: 'nbd:unix:s', directory: folder.path });
  expect([exit, stdout.slice(0, before.length), stdout.split('\n').length]).toEqual([1, before, 2]);
});
