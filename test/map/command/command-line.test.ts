import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../../src/map/basics/bytes.ts';
import { readCommandLine } from '../../../src/map/command/command-line.ts';
import { NodeHost } from '../../../src/map/host/nodejs/node-host.ts';
import { type RecordedName, recorded } from '../../../src/map/profile/profile.ts';

const all: readonly RecordedName[] = ['5.2', '7.2', '10.0', '11.1'];

const read = (name: RecordedName, ...args: readonly string[]) =>
  readCommandLine(args, recorded[name], { host: new NodeHost() });

/** Reads a command line that is one text, split at spaces. */
const readLine = (name: RecordedName, line: string) =>
  read(name, ...line.split(' ').filter(word => word !== ''));

describe.each(all)('in %s', name => {
  test('a file name alone asks for human output of the whole image', () => {
    expect(readLine(name, 'a')).toEqual({
      result: {
        kind: 'request',
        request: { file: 'a', imageOptions: false, forceShare: false, output: 'human', objects: new Map() },
      },
      lines: [],
    });
  });

  test('every option is read, in any place', () => {
    expect(readLine(name, '-Us1M a --out=json -l 1.5k --format raw').result).toEqual({
      kind: 'request',
      request: {
        file: 'a',
        imageOptions: false,
        format: 'raw',
        forceShare: true,
        output: 'json',
        start: 1048576n,
        maxLength: 1536n,
        objects: new Map(),
      },
    });
    expect(readLine(name, '--image-opts driver=raw,file.filename=a').result).toMatchObject({
      request: { file: 'driver=raw,file.filename=a', imageOptions: true },
    });
  });

  test('the last of a repeated option holds', () => {
    expect(readLine(name, '-f raw -s1 -s2 -l3 -l4 -fqcow2 a').result).toMatchObject({
      request: { format: 'qcow2', start: 2n, maxLength: 4n },
    });
  });

  test('a file name is taken as bytes', () => {
    expect(read(name, 'é').result).toMatchObject({ request: { file: '\xc3\xa9' } });
    expect(read(name, '').result).toMatchObject({ request: { file: '' } });
  });

  test('--help ends the scan, unless a mistake comes first', () => {
    expect(readLine(name, '--help --bogus').result).toEqual({ kind: 'help' });
    expect(readLine(name, '-Uh').result).toEqual({ kind: 'help' });
    expect(readLine(name, '--bogus --help').result).toEqual({ kind: 'misuse' });
  });

  test('the objects of --object are part of the request', () => {
    const objects = ['--object', 'secret,id=s,data=x', '--object=secret,id=t,data=YWJj,format=base64'];
    const group = ['--object', 'throttle-group,id=g'];
    expect(read(name, ...objects, ...group, 'a').result).toMatchObject({
      request: {
        objects: new Map([
          ['s', { kind: 'secret', data: bytesOf('x') }],
          ['t', { kind: 'secret', data: bytesOf('abc') }],
          ['g', { kind: 'throttle-group' }],
        ]),
      },
    });
  });

  test('keyrings are unsupported, by name', () => {
    expect(read(name, '--object', 'secret_keyring,id=t,serial=1', 'a').result).toEqual({
      kind: 'unsupported',
      reason: 'the object secret_keyring is not supported yet',
    });
  });

  test('--image-opts and --format exclude each other', () => {
    expect(readLine(name, '--image-opts -f raw a')).toEqual({
      result: { kind: 'misuse' },
      lines: ['qemu-img: --image-opts and --format are mutually exclusive'],
    });
  });
});

const oldTrailer = "Try 'qemu-img --help' for more information";
const debianTrailer = "Try 'qemu-img map --help' for more info";
const newTrailer = "Try 'qemu-img map --help' for more information";

describe('misuse has the message of each version', () => {
  test.each([
    ['', 'qemu-img: Expecting one image file name', 'qemu-img: Expecting one image file name'],
    ['a b', 'qemu-img: Expecting one image file name', 'qemu-img: Expecting one image file name'],
    ['--bogus', "qemu-img: unrecognized option '--bogus'", "qemu-img map: unrecognized option '--bogus'"],
    ['-x', "qemu-img: unrecognized option '-x'", "qemu-img map: invalid option -- 'x'"],
    ['-f', "qemu-img: missing argument for option '-f'", "qemu-img map: option requires an argument -- 'f'"],
    [
      '--output',
      "qemu-img: missing argument for option '--output'",
      "qemu-img map: option '--output' requires an argument",
    ],
    [
      '--fo=qcow2 a',
      "qemu-img: unrecognized option '--fo=qcow2'",
      "qemu-img map: option '--fo=qcow2' is ambiguous; possibilities: '--format' '--force-share'",
    ],
    [
      '--image-opts=1 a',
      "qemu-img: unrecognized option '--image-opts=1'",
      "qemu-img map: option '--image-opts' doesn't allow an argument",
    ],
    ['-Ux a', "qemu-img: unrecognized option '-Ux'", "qemu-img map: invalid option -- 'x'"],
    [
      '-Us',
      "qemu-img: missing argument for option '-Us'",
      "qemu-img map: option requires an argument -- 's'",
    ],
    ['-xU a', "qemu-img: unrecognized option 'map'", "qemu-img map: invalid option -- 'x'"],
    ['a -xU', "qemu-img: unrecognized option 'a'", "qemu-img map: invalid option -- 'x'"],
  ])('%j', (line, old, later) => {
    expect(readLine('5.2', line).lines).toEqual([old, oldTrailer]);
    expect(readLine('7.2', line).lines).toEqual([old, oldTrailer]);
    expect(readLine('10.0', line).lines).toEqual([later, debianTrailer]);
    expect(readLine('11.1', line).lines).toEqual([later, newTrailer]);
  });

  test('possible options are listed in the order of each version', () => {
    expect(readLine('10.0', '--=x').lines[0]).toBe(
      "qemu-img map: option '--=x' is ambiguous; possibilities: '--help' '--format' '--output' '--object' " +
        "'--image-opts' '--force-share' '--start-offset' '--max-length'",
    );
    expect(readLine('11.1', '--=x').lines[0]).toBe(
      "qemu-img map: option '--=x' is ambiguous; possibilities: '--help' '--format' '--image-opts' " +
        "'--start-offset' '--max-length' '--force-share' '--output' '--object'",
    );
  });

  test('a letter of several bytes is quoted as its first byte', () => {
    expect(readLine('11.1', '-é a').lines[0]).toBe("qemu-img map: invalid option -- '\xc3'");
  });
});

describe('--output', () => {
  test('a wrong value has the message of each version', () => {
    const old = 'qemu-img: --output must be used with human or json as argument.';
    expect(readLine('5.2', '--output=xml a').lines).toEqual([old]);
    expect(readLine('7.2', '--output=xml a').lines).toEqual([old]);
    expect(readLine('10.0', '--output=xml a').lines).toEqual([
      "qemu-img: --output expects 'human' or 'json' not 'xml'",
      debianTrailer,
    ]);
    expect(readLine('11.1', '--output=xml a').lines).toEqual([
      "qemu-img: --output expects 'human' or 'json', not 'xml'",
      newTrailer,
    ]);
  });

  test('old versions check only the last value, after the operands', () => {
    expect(readLine('7.2', '--output=xml').lines[0]).toBe('qemu-img: Expecting one image file name');
    expect(readLine('11.1', '--output=xml').lines[0]).toContain('xml');
    expect(readLine('5.2', '--output=xml --output=json a').result.kind).toBe('request');
    expect(readLine('10.0', '--output=xml --output=json a').result.kind).toBe('misuse');
    expect(readLine('7.2', '--output=xml --image-opts -f raw a').lines[0]).toContain('--output must');
  });

  test('the case of the value matters', () => {
    expect(all.map(name => readLine(name, '--output=JSON a').result.kind)).toEqual(all.map(() => 'misuse'));
  });
});
