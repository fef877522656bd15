import { describe, expect, test } from 'vitest';
import type { Edit, Encryption, Layer, Recipe } from '../../../../../generators/recipe/recipe.ts';
import type { RecordedName } from '../../../../../src/map/profile/profile.ts';
import { inWrittenFolder, qcow2 } from '../../../../generators/write/written.ts';
import { commandText } from '../../../../support/command-text.ts';

const luks: Encryption = { method: 'luks', password: 's3cret' };
const aes: Encryption = { method: 'aes', password: 'x' };
const secret = ['--object', 'secret,id=s,data=s3cret'];

function map(recipe: Recipe, args: string[], version: RecordedName = '11.1') {
  return inWrittenFolder(recipe, folder => commandText(args, folder, version));
}

/** The refusal of the layer `a.qcow2` with these options, without the prefix. */
function complaint(layer: Partial<Layer> & { encryption?: Encryption }, options: string): string {
  const image = `driver=qcow2,file.filename=a.qcow2${options}`;
  const { stderr } = map({ layers: [qcow2('#', layer as object)] }, [...secret, '--image-opts', image]);
  return stderr.replace(`qemu-img: Could not open '${image}': `, '').trimEnd();
}

describe('extents of an encrypted image have no offset', () => {
  test.each([luks, aes])('$method', encryption => {
    const image = ['--image-opts', 'driver=qcow2,encrypt.key-secret=s,file.filename=a.qcow2'];
    const recipe = { layers: [qcow2('#z0.c', { encryption })] };
    expect(map(recipe, ['--output=json', ...secret, ...image])).toEqual({
      status: 0,
      stderr: '',
      stdout:
        '[{ "start": 0, "length": 65536, "depth": 0, "present": true, "zero": false, "data": true, "compressed": false},\n' +
        '{ "start": 65536, "length": 131072, "depth": 0, "present": true, "zero": true, "data": false, "compressed": false},\n' +
        '{ "start": 196608, "length": 65536, "depth": 0, "present": false, "zero": true, "data": false, "compressed": false},\n' +
        '{ "start": 262144, "length": 65536, "depth": 0, "present": true, "zero": false, "data": true, "compressed": true}]\n',
    });
    expect(map(recipe, [...secret, ...image])).toEqual({
      status: 1,
      stderr: 'qemu-img: File contains external, encrypted or compressed clusters.\n',
      stdout: 'Offset          Length          Mapped to       File\n',
    });
  });
});

const setting = (field: Edit): { edits: Edit[] } => ({ edits: [field] });
const method = (value: bigint) => setting({ field: 'header', name: 'crypt_method', value });

describe('it is refused', () => {
  test.each<[string, object, string, string]>([
    ['no secret', { encryption: luks }, '', "Parameter 'encrypt.key-secret' is required for cipher"],
    ['no secret for AES', { encryption: aes }, '', "Parameter 'encrypt.key-secret' is required for cipher"],
    ['no such object', { encryption: luks }, ',encrypt.key-secret=t', "No secret with id 't'"],
    [
      'another password',
      { encryption: { method: 'luks', password: 'essiv' } },
      ',encrypt.key-secret=s',
      'Invalid password, cannot unlock any keyslot',
    ],
    [
      'another format',
      { encryption: luks },
      ',encrypt.key-secret=s,encrypt.format=aes',
      "Header reported 'luks' encryption format but options specify 'aes'",
    ],
    [
      'a format of nothing',
      {},
      ',encrypt.format=luks',
      "No encryption in image header, but options specified format 'luks'",
    ],
    [
      'an unknown option',
      { encryption: aes },
      ',encrypt.key-secret=s,encrypt.foo=1',
      "Parameter 'foo' is unexpected",
    ],
    ['a method that is none', method(3n), '', 'Unsupported encryption method 3'],
    ['a method beyond a signed number', method(0xffffffffn), '', 'Unsupported encryption method -1'],
    [
      'LUKS without its header',
      method(2n),
      ',encrypt.key-secret=s',
      'Missing CRYPTO header for crypt method 2',
    ],
    [
      'a LUKS header elsewhere',
      { encryption: luks, ...setting({ field: 'byte', at: 0x70n, bytes: '0000000000010000' }) },
      ',encrypt.key-secret=s',
      'Volume is not in LUKS format',
    ],
    [
      'a LUKS header far away',
      { encryption: luks, ...setting({ field: 'byte', at: 0x70n, bytes: '7fffffffffff0000' }) },
      ',encrypt.key-secret=s',
      'Could not read encryption header: Input/output error',
    ],
    [
      'a LUKS header that ends early',
      { encryption: luks, ...setting({ field: 'byte', at: 0x78n, bytes: '000000000003f7ff' }) },
      ',encrypt.key-secret=s',
      'Request for data outside of extension header',
    ],
  ])('%s', (_, layer, options, text) => expect(complaint(layer, options)).toBe(text));
});

test('encryption options change nothing in an image that is not encrypted', () => {
  expect(complaint({}, ',encrypt.key-secret=t,encrypt.foo=1')).toBe('');
});

test('a backing file has its own encryption options', () => {
  const recipe = {
    layers: [qcow2('#', { encryption: luks, name: 'base' }), qcow2('.', { encryption: aes, name: 'top' })],
  };
  const opened = (more: string) =>
    map(recipe, [
      ...secret,
      '--output=json',
      '--image-opts',
      `file.filename=top,encrypt.key-secret=s${more}`,
    ]);
  expect(opened(',backing.encrypt.key-secret=s').stdout).toContain('"depth": 1, "present": true');
  expect(opened('').stderr).toContain(
    "Could not open backing file: Parameter 'encrypt.key-secret' is required for cipher",
  );
});
