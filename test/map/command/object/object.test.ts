import { createCipheriv } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { latin1Of } from '../../../../src/map/basics/bytes.ts';
import { type CommandLine, readCommandLine } from '../../../../src/map/command/command-line.ts';
import { NodeHost } from '../../../../src/map/host/nodejs/node-host.ts';
import { type RecordedName, recorded } from '../../../../src/map/profile/profile.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
const later = ['7.2', '10.0', '11.1'] as const;

function read(version: RecordedName, ...args: string[]): CommandLine {
  return readCommandLine(args, recorded[version], { host: new NodeHost({ directory: folder.path }) });
}

/** The first line on stderr for an `--object`, after others; for an object that is made, its kind and the data of a secret. */
function answer(version: RecordedName, object: string, ...before: readonly string[]): string {
  const objects = [...before, object].flatMap(each => ['--object', each]);
  const { result, lines } = read(version, ...objects, 'a');
  if (result.kind === 'request') {
    const made = [...result.request.objects.values()].at(-1);
    return made?.kind === 'secret' ? `made ${latin1Of(made.data)}` : `made a ${made?.kind}`;
  }
  if (result.kind === 'unsupported') return `unsupported: ${result.reason}`;
  return lines[0]?.replace('qemu-img: ', '') ?? result.kind;
}

/** Objects with parts of keys that are as long as a part may be, or longer, and their answers. */
function longKeys(): [object: string, old: string, later: string][] {
  const [fits, long] = ['b'.repeat(127), 'c'.repeat(128)];
  return [
    [fits, `Parameter '${fits}' is unexpected`] as const,
    [long, `Parameter '${long}' is too long`] as const,
    [`${fits}.x`, `Parameter '${fits}' is unexpected`] as const,
    [`${fits}.${long}`, `Parameter fragment '${long}' is too long`] as const,
    [`${long}.x`, `Parameter fragment '${long}' is too long`] as const,
    [`${long}:x`, `Invalid parameter '${long}:x'`] as const,
    [`${fits}.${long}:x`, `Invalid parameter '${fits}.${long}:x'`] as const,
  ].map(([key, later]) => [`secret,id=s,${key}=1`, `Property 'secret.${key}' not found`, later]);
}

/** Recorded: the object, the answer of 5.2, and that of later versions if it differs. */
describe.each<[object: string, old: string, later?: string]>([
  ['', "Parameter 'qom-type' is missing"],
  [',', "Parameter 'id' is missing", "Invalid parameter ''"],
  ['id=x', "Parameter 'qom-type' is missing"],
  ['foo', "Parameter 'id' is missing", "Parameter 'qom-type' does not accept value 'foo'"],
  ['foo,id=x', 'invalid object type: foo', "Parameter 'qom-type' does not accept value 'foo'"],
  ['secret', "Parameter 'id' is missing"],
  ['secret,id', "Either 'file' or 'data' must be provided", "Expected '=' after parameter 'id'"],
  ['secret,id=', "Parameter 'id' expects an identifier"],
  ['secret,id=1', "Parameter 'id' expects an identifier"],
  ['secret,id=s', "Either 'file' or 'data' must be provided"],
  ['secret,id=s,data=', 'made '],
  ['secret,id=s,data=a,,b,', 'made a,b'],
  ['secret,id=s,data=a,data=b', 'made b'],
  ['secret,id=s,data', 'made on', "Expected '=' after parameter 'data'"],
  ['qom-type=secret,id=s,data=x', 'made x'],
  ['secret,id=s,data=x,file=f', "'file' and 'data' are mutually exclusive"],
  ['secret,id=s,foo=1', "Property 'secret.foo' not found", "Parameter 'foo' is unexpected"],
  ['secret,id=s,data.x=1', "Property 'secret.data.x' not found", "Parameters 'data.*' are unexpected"],
  [
    'secret,id=s,data=1,data.x=1',
    "Property 'secret.data.x' not found",
    "Parameters 'data.*' used inconsistently",
  ],
  ['secret,id=s,1=x', "Property 'secret.1' not found", "Invalid parameter '1'"],
  [
    'secret,id=s,data=x,format=foo',
    "Invalid parameter 'foo'",
    "Parameter 'format' does not accept value 'foo'",
  ],
  ['secret,id=s,data=YWJj,format=base64', 'made abc'],
  ['secret,id=s,data=YW-j,format=base64', 'Base64 data contains invalid characters'],
  ['secret,id=s,data=\nYW\nJj\n,format=base64', 'made abc'],
  ['secret,id=s,data=YWJj ,format=base64', 'Base64 data contains invalid characters'],
  ['secret,id=s,data=*\0,format=base64', 'Base64 data contains embedded NUL characters'],
  ['secret,id=s,data=x,keyid=k', "No secret with id 'k'"],
  ['secret,id=s,data=x,keyid=s', "Secret with id 's' has no data"],
  [
    'secret,id=s,file=nope',
    'Unable to read nope: Failed to open file \xe2\x80\x9cnope\xe2\x80\x9d: No such file or directory',
  ],
  ['secret,id=s,file=.', 'Unable to read .: Error reading file \xe2\x80\x9c.\xe2\x80\x9d: Is a directory'],
  ['{"qom-type":"secret","id":"s","data":"x"}', "Parameter 'id' is missing", 'made x'],
  ['{"qom-type":"secret","data":"x"}', "Parameter 'id' is missing"],
  ['{"qom-type":5}', "Parameter 'id' is missing", "Invalid parameter type for 'qom-type', expected: string"],
  [
    '{"qom-type":"secret","id":"s","data":null}',
    "Parameter 'id' is missing",
    "Invalid parameter type for 'data', expected: string",
  ],
  ['{} x', "Parameter 'id' is missing", 'Expecting at most one JSON value'],
  ...longKeys(),
  ['help', 'object-help'],
  ['secret,help', 'object-help'],
  ['foo,help', "Parameter 'id' is missing", 'object-help'],
])('--object %s', (object, old, since = old) => {
  test('has the answer of 5.2', () => expect(answer('5.2', object)).toBe(old));
  test.each(later)('has the answer of %s', version => expect(answer(version, object)).toBe(since));
});

/** What OpenSSL makes of `plain`, with the key of 32 bytes below and an initial vector of zeros, and without padding. */
function encrypted(plain: string): string {
  const cipher = createCipheriv('aes-256-cbc', masterKey, Buffer.alloc(16)).setAutoPadding(false);
  return cipher.update(plain, 'latin1').toString('base64');
}

const masterKey = Buffer.from(Array.from({ length: 32 }, (_, at) => at));
const vector = Buffer.alloc(16).toString('base64');

/** Recorded for all four versions: the properties of a secret that the secret `m` has encrypted, and the answer. */
describe.each([
  ['no initial vector', 'format=base64,data=*', 'IV is required to decrypt secret'],
  ['a bad vector', 'iv=*,format=base64,data=*', 'Base64 data contains invalid characters'],
  ['a short vector', 'iv=AAAA,format=base64,data=*', 'IV should be 16 bytes in length not 3'],
  ['bad data', `iv=${vector},format=base64,data=*`, 'Base64 data contains invalid characters'],
  ['short data', `iv=${vector},data=abc`, 'Length 3 must be a multiple of block size 16'],
  ['no data', `iv=${vector},data=`, 'made '],
  ['padding', `iv=${vector},format=base64,data=${encrypted('abcdefghijkl123\r')}`, 'made abc'],
  ['padding alone', `iv=${vector},format=base64,data=${encrypted('\x10'.repeat(16))}`, 'made '],
  [
    'no padding',
    `iv=${vector},format=base64,data=${encrypted('abcdefghijklmno\0')}`,
    'made abcdefghijklmno\0',
  ],
  [
    'too much padding',
    `iv=${vector},format=base64,data=${encrypted('\x11'.repeat(32))}`,
    'Incorrect number of padding bytes (17) found on decrypted data',
  ],
])('an encrypted secret with %s', (_, properties, expected) => {
  test.each(['5.2', ...later] as const)('has the answer of %s', version => {
    const master = `secret,id=m,format=base64,data=${masterKey.toString('base64')}`;
    expect(answer(version, `secret,id=s,keyid=m,${properties}`, master)).toBe(expected);
  });
});

test('the key of an encrypted secret has 32 bytes', () => {
  for (const version of ['5.2', ...later] as const) {
    const short = answer(version, 'secret,id=s,keyid=m,data=abc', 'secret,id=m,data=abc');
    expect(short).toBe('Key should be 32 bytes in length');
  }
});

test('a hint follows the message about an id', () => {
  expect(read('11.1', '--object', 'secret,id=1,data=x', 'a').lines[1]).toMatch(/^Identifiers consist of /);
});

test('the second object with the same id is refused', () => {
  const twice = ['--object', 'secret,id=s,data=x', '--object', 'secret,id=s', 'a'];
  expect(read('5.2', ...twice).lines).toEqual(["qemu-img: Duplicate ID 's' for object"]);
  const text = "qemu-img: attempt to add duplicate property 's' to object (type 'container')";
  for (const version of later) expect(read(version, ...twice).lines).toEqual([text]);
});

test('of several ids in one object the first holds in 5.2, later the last', () => {
  const ids = (version: RecordedName): unknown => {
    const { result } = read(version, '--object', 'secret,id=s,id=t,data=x', 'a');
    return result.kind === 'request' && [...result.request.objects.keys()];
  };
  expect(ids('5.2')).toEqual(['s']);
  expect(ids('11.1')).toEqual(['t']);
});

describe('the order of errors', () => {
  test('in 5.2 has objects after operands and --output, and before -f with --image-opts', () => {
    const first = (...args: string[]) => read('5.2', '--object', 'foo,id=x', ...args).lines[0];
    expect(first()).toBe('qemu-img: Expecting one image file name');
    expect(first('--output=xml', 'a')).toBe(
      'qemu-img: --output must be used with human or json as argument.',
    );
    expect(first('-f', 'raw', '--image-opts', 'a')).toBe('qemu-img: invalid object type: foo');
  });

  test('in 5.2 has a wrong id at once', () => {
    expect(read('5.2', '--object', 'foo,id=1', '-s', 'x').lines[0]).toContain("Parameter 'id' expects");
  });

  test.each(later)('in %s has objects where they stand', version => {
    const lines = read(version, '--object', 'foo,id=x', '--bogus', '-s', 'x').lines;
    expect(lines).toEqual(["qemu-img: Parameter 'qom-type' does not accept value 'foo'"]);
  });
});

test('a file is read whole; its name starts from the folder of the command', () => {
  folder.put('password', Buffer.from('pass\nword\n'));
  for (const version of ['5.2', ...later] as const) {
    expect(answer(version, 'secret,id=s,file=password')).toBe('made pass\nword\n');
  }
});

// Recorded from 5.2: the content of a list of rules in a file.
test.each([
  ['', 'Expecting a JSON value'],
  ['[]', "File 'list' must contain a JSON object"],
  ['{"policy":"zz"}', "Invalid parameter 'zz'"],
  ['{"rules":[{"match":"a"}]}', "Parameter 'rules[0].policy' is missing"],
  ['{"x":1}', "Property 'authz-list.x' not found"],
  ['{"policy":"deny"}', 'Filename must be an absolute path'],
  ['{}\0x', 'Filename must be an absolute path'],
])('rules in a file: %j', (content, expected) => {
  folder.put('list', Buffer.from(content));
  expect(answer('5.2', 'authz-list-file,id=a,filename=list')).toBe(expected);
  if (content.startsWith('{}')) {
    expect(answer('5.2', 'authz-list-file,id=a,filename=list,refresh=off')).toBe('made a other');
    expect(answer('5.2', `authz-list-file,id=a,filename=${folder.path}/list`)).toBe('made a other');
  }
});

test('a key may have a thousand parts', () => {
  const key = (parts: number) => `secret,id=a,${Array.from({ length: parts }, () => 'b').join('.')}=c`;
  expect(answer('11.1', key(1000))).toBe("Parameter 'b' is unexpected");
  expect(answer('11.1', key(1001))).toBe('unsupported: a key of more than 1000 parts is not supported yet');
});

test('where 5.2 aborts, there is a line of our own', () => {
  const { result } = read('5.2', '--object', 'authz-list,id=a,rules=deny', 'a');
  expect(result).toMatchObject({ kind: 'own-error', error: { code: 'qemu-aborts' } });
});

// Which keys collide in the hash tables of GLib and of qemu, and in which order they were put there, decides.
test.each([
  ['if=b,maxlen=c,mem-path=d,id=e', "Parameter 'mem-path' is unexpected"],
  ['if=b,maxlen=c,id=e,mem-path=d', "Parameter 'if' is unexpected"],
])('of several unknown properties in %s', (properties, expected) => {
  for (const version of later)
    expect(answer(version, `pr-manager-helper,path=a,${properties}`)).toBe(expected);
});
