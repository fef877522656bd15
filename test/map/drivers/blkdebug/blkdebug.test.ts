import { describe, expect, test } from 'vitest';
import type { RecordedName } from '../../../../src/map/profile/profile.ts';
import { mapOptionsIn } from '../../../support/map-options.ts';
import { mapText, shortExtents } from '../../../support/map-text.ts';
import { testFolder } from '../../../support/test-folder.ts';
import { copied, tinyQcow2 } from '../../../support/tiny-qcow2.ts';

const folder = testFolder();
folder.put('raw', Buffer.alloc(1024, 'x'));
folder.put('a', tinyQcow2({ size: 2048n, l2: [[0n, copied | 0x1000n]] }));
folder.put('config', Buffer.from('[inject-error]\nevent = "l2_load"\nerrno = "28"\n'));
folder.put('unknown', Buffer.from('[inject-error]\n\nfoo = "1"\n'));
folder.put('group', Buffer.from('[other]\n'));
folder.put('ids', Buffer.from('[set-state "a"]\nevent = "none"\n[set-state "a"]\nevent = "none"\n'));
const { map, refused } = mapOptionsIn(folder.path);
const named = (name: string, version: RecordedName = '11.1') =>
  mapText({ name, directory: folder.path, version });

const raw = 'driver=raw,file.driver=blkdebug,file.image.filename=raw';
const qcow2 = 'driver=qcow2,file.driver=blkdebug,file.image.filename=a';

describe('rules for block-status', () => {
  const rule = 'inject-error.event=none,inject-error.iotype=block-status';
  const below = rule.replaceAll('inject', 'file.inject');

  test('make the map of a raw node fail', () => {
    expect(map(`${raw},${below}`)).toEqual({
      status: 1,
      stdout: '[',
      stderr: 'qemu-img: Could not read file metadata: Input/output error\n',
    });
  });

  test('are passed over at the top', () => {
    expect(shortExtents(map(`driver=blkdebug,image.filename=raw,${rule}`).stdout)).toBe('0+1024 d0 PzD@0');
  });

  test('strike a request that reaches their sector', () => {
    const second = `${raw},${below},file.inject-error.sector=1`;
    expect(shortExtents(map(second, { window: { start: 0n, length: 512n } }).stdout)).toBe('0+512 d0 PzD@0');
    expect(map(second, { window: { start: 0n, length: 513n } }).status).toBe(1);
    expect(map(`${second},file.align=1k`, { window: { start: 0n, length: 512n } }).status).toBe(1);
  });

  test('make qemu-img abort if their errno is negative', () => {
    expect(() => map(`${raw},${below},file.inject-error.errno=-5`)).toThrow(
      expect.objectContaining({ code: 'qemu-aborts' }),
    );
  });
});

test.each([
  ['none', '', 'Could not read qcow2 header: Input/output error'],
  ['reftable_load', '', 'Could not initialize refcount handling: Input/output error'],
  [
    'none',
    ',file.inject-error.sector=3,file.inject-error.errno=123',
    'Could not read L1 table: No medium found',
  ],
])('the event %s%s makes opening fail', (event, rest, text) => {
  expect(refused(`${qcow2},file.inject-error.event=${event}${rest}`)).toBe(`${text}\n`);
});

test('the event l2_load makes the walk fail; behind a raw node it is lost', () => {
  const rule = 'file.inject-error.event=l2_load';
  expect(map(`${qcow2},${rule}`).stderr).toBe('qemu-img: Could not read file metadata: Input/output error\n');
  const behind = `file.driver=blkdebug,file.image.filename=a,${rule}`.replaceAll(
    /(^|,)file\./g,
    '$1file.file.',
  );
  expect(map(`driver=qcow2,file.driver=raw,${behind}`).status).toBe(0);
});

describe('a config file', () => {
  test('has rules', () => {
    expect(named('blkdebug:config:a').stderr).toMatch(/: No space left on device\n$/);
  });

  test.each<[string, RecordedName, string]>([
    ['gone', '10.0', 'Could not read blkdebug config file: No such file or directory'],
    ['gone', '11.1', "Could not open 'gone': No such file or directory"],
    ['unknown', '11.1', "Invalid parameter 'foo'"],
    ['group', '7.2', "There is no option group 'other'"],
    ['ids', '7.2', "Duplicate ID 'a' for set-state"],
    ['.', '7.2', 'Cannot read config file: Is a directory'],
    ['/dev/zero', '11.1', 'parse error'],
  ])('%s is refused by %s', (config, version, text) => {
    const name = `blkdebug:${config}:a`;
    expect(named(name, version).stderr).toBe(`qemu-img: Could not open '${name}': ${text}\n`);
  });

  test.each([
    ['unknown', "qemu-img:unknown:3: Invalid parameter 'foo'"],
    ['ids', 'qemu-img:ids:4: no group defined'],
    ['.', 'qemu-img: error reading file'],
  ])('%s is refused by 5.2 with a line of its own', (config, line) => {
    const name = `blkdebug:${config}:a`;
    expect(named(name, '5.2').stderr).toBe(
      `${line}\nqemu-img: Could not open '${name}': Could not parse blkdebug config file\n`,
    );
  });
});

test.each([
  ['inject-error.state=1', 'Missing event name for rule'],
  ['set-state.0.event=foo', 'invalid parameter value: foo'],
  ['inject-error.event=none,inject-error.iotype=foo', 'invalid parameter value: foo'],
  ['inject-error.event=none,inject-error.foo=1', "Unknown option 'foo' for [inject-error]"],
  [
    'inject-error.0.event=none,inject-error.0.foo=1',
    "[inject-error] section doesn't support the option 'foo'",
  ],
  ['set-state.1.event=none', "Unused option '1.event' for [set-state]"],
  ['set-state.0=none', '[set-state] section (index 0) does not consist of keys'],
  ['inject-error.once=x', "Parameter 'once' expects 'on' or 'off'"],
  ['suspend.event=none', "Block protocol 'blkdebug' doesn't support the option 'suspend.event'"],
  ['align=3', 'Cannot meet constraints with align 3'],
  ['align=1k,max-transfer=512', 'Cannot meet constraints with max-transfer 512'],
  ['opt-discard=3,max-discard=4', 'Cannot meet constraints with max-discard 4'],
  ['max-write-zero=2147483647', 'Cannot meet constraints with max-write-zero 2147483647'],
  ['take-child-perms.0=write', 'Block node is read-only'],
  ['take-child-perms.0=foo', "Parameter 'null' does not accept value 'foo'"],
  ['take-child-perms.1=write', 'List indices are not contiguous, saw 1 elements but 1 largest index'],
  ['unshare-child-perms.x=write', "Invalid parameter type for '<anonymous>', expected: array"],
])('the option %s is refused', (options, text) => {
  expect(refused(`driver=blkdebug,image.filename=raw,${options}`)).toBe(`${text}\n`);
});

test.each([
  ['take-child-perms.0=write,read-only=off', '11.1'],
  ['unshare-child-perms.0=resize', '11.1'],
  ['take-child-perms.0=graph-mod', '5.2'],
] as const)('the option %s is taken', (options, version) => {
  expect(map(`driver=blkdebug,image.filename=raw,${options}`, { version }).status).toBe(0);
});

test.each([
  ['file.config=config,file.inject-error.event=reftable_update', 'json:{"inject-error.event"'],
  [
    'file.align=512',
    'json:{"image": {"driver": "file", "filename": "a"}, "driver": "blkdebug", "align": "512"}',
  ],
  ['file.unshare-child-perms.0=write', 'blkdebug::a'],
])('with %s a file is named %s', (options, name) => {
  const { stdout, stderr } = map(`${qcow2},${options}`, { output: 'human' });
  expect(stdout + stderr).toContain(options.includes('config') ? 'No space left' : name);
});
