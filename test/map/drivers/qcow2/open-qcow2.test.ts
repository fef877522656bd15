import { describe, expect, test } from 'vitest';
import { mapText } from '../../../support/map-text.ts';
import { testFolder } from '../../../support/test-folder.ts';
import { copied, type TinyQcow2, tinyQcow2 } from '../../../support/tiny-qcow2.ts';

const folder = testFolder();
const data = copied | 0xa00n;

/** The refusal of an image with these changes, without the prefix. */
function complaint(image: TinyQcow2, version: '5.2' | '11.1' = '11.1'): string {
  folder.put('a', tinyQcow2({ l2: [[data]], ...image }));
  const { stderr } = mapText({ name: 'a', directory: folder.path, format: 'qcow2', version });
  return stderr.replace("qemu-img: Could not open 'a': ", '').trimEnd();
}

describe('header fields are refused, here in the order of the checks', () => {
  test.each<[string, [number, string][], string]>([
    ['magic', [[0, '00000000']], 'Image is not in qcow2 format'],
    ['version', [[4, '00000004']], 'Unsupported qcow2 version 4'],
    ['cluster_bits below', [[20, '00000008']], 'Unsupported cluster size: 2^8'],
    ['cluster_bits above', [[20, 'ffffffff']], 'Unsupported cluster size: 2^4294967295'],
    ['header_length below', [[100, '00000067']], 'qcow2 header too short'],
    ['header_length above', [[100, '00000201']], 'qcow2 header exceeds cluster size'],
    ['backing_file_offset', [[8, '0000000000000201']], 'Invalid backing file offset'],
    [
      'compression type',
      [
        [100, '00000070'],
        [104, 'ff'],
      ],
      'qcow2: unknown compression type: 255',
    ],
    [
      'compression bit without a type',
      [[72, '0000000000000008']],
      'qcow2: Compression type incompatible feature bit must not be set',
    ],
    [
      'compression type without its bit',
      [
        [100, '00000070'],
        [104, '01'],
      ],
      'qcow2: Compression type incompatible feature bit must be set',
    ],
    [
      'unknown feature',
      [[72, '0000000000000020']],
      'Unsupported qcow2 feature(s): Unknown incompatible feature: 20',
    ],
    ['subclusters', [[72, '0000000000000010']], 'Unsupported subcluster size: 16'],
    ['refcount_order', [[96, '00000007']], 'Reference count entry width too large; may not exceed 64 bits'],
    ['no refcount table', [[56, '00000000']], 'Image does not contain a reference count table'],
    ['refcount table size', [[56, '00004001']], 'Reference count table too large'],
    ['refcount table offset', [[48, '0000000000000201']], 'Reference count table offset invalid'],
    ['snapshot count', [[60, '00010001']], 'Snapshot table too large'],
    ['snapshot table offset', [[64, '0000000000000008']], 'Snapshot table offset invalid'],
    ['l1_size', [[36, '00400001']], 'Active L1 table too large'],
    ['L1 offset', [[40, '0000000000000601']], 'Active L1 table offset invalid'],
    ['size', [[24, '7fffffffffffffff']], 'Image is too big'],
    ['size and l1_size', [[24, '0000000000008001']], 'L1 table is too small'],
    ['encryption method', [[32, '00000003']], 'Unsupported encryption method 3'],
    ['AES', [[32, '00000001']], "Parameter 'encrypt.key-secret' is required for cipher"],
    ['LUKS without its header', [[32, '00000002']], 'Missing CRYPTO header for crypt method 2'],
    ['data file without a name', [[72, '0000000000000004']], "'data-file' is required for this image"],
    ['raw data file bit alone', [[88, '0000000000000002']], 'data-file-raw requires a data file'],
    [
      'backing name',
      [
        [8, '0000000000000100'],
        [16, '00000101'],
      ],
      'Backing file name too long',
    ],
  ])('%s', (_, edits, text) => {
    expect(complaint({ edits })).toBe(text);
  });

  test('an L1 table without entries is not read, wherever it is', () => {
    const edits: [number, string][] = [
      [24, '0000000000000000'],
      [36, '00000000'],
      [40, '7ffffffffffffe00'],
    ];
    expect(complaint({ edits })).toBe('');
    expect(complaint({ edits: [[40, '7ffffffffffffc00']] })).toBe(
      'Could not read L1 table: Input/output error',
    );
  });

  test('the first check that fails gives the message', () => {
    expect(
      complaint({
        edits: [
          [20, '00000008'],
          [96, '00000007'],
        ],
      }),
    ).toBe('Unsupported cluster size: 2^8');
  });

  test('a size near 2^64 passes the check of the L1 table and is refused as unusable', () => {
    const edits: [number, string][] = [[24, 'ffffffffffffffff']];
    expect(complaint({ edits })).toBe('Could not refresh total sector count: File too large');
    expect(complaint({ edits }, '5.2')).toBe("qemu-img: Failed to get size for 'a'");
  });
});

describe('header extensions are refused', () => {
  const reserved = Buffer.alloc(24);
  reserved.set([0, 0, 0, 1, 0, 0, 0, 1]);
  test.each<[string, [number, Uint8Array], string]>([
    [
      'backing format of 16 bytes',
      [0xe2792aca, Buffer.alloc(16, 'x')],
      'ERROR: ext_backing_format: len=16 too large (>=16)',
    ],
    [
      'encryption header without encryption',
      [0x0537be77, Buffer.alloc(16)],
      'CRYPTO header extension only expected with LUKS encryption method',
    ],
    ['bitmaps of a wrong length', [0x23852875, Buffer.alloc(8)], 'bitmaps_ext: Invalid extension length'],
  ])('%s', (_, extension, text) => {
    expect(complaint({ extensions: [extension] })).toBe(text);
  });

  test('an extension that is longer than the cluster is refused', () => {
    expect(complaint({ edits: [[104, '1234567800000191']] })).toBe('Header extension too large');
    expect(complaint({ edits: [[104, '1234567800000190']] })).toBe('');
  });

  test('bitmaps of an image that another program wrote cause a warning', () => {
    const text = complaint({ extensions: [[0x23852875, reserved]] });
    expect(text).toBe(
      'qemu-img: warning: a program lacking bitmap support modified this file, so all bitmaps are now considered ' +
        `inconsistent\nSome clusters may be leaked, run 'qemu-img check -r' on the image file to fix.`,
    );
  });

  test('messages of 5.2 end with a meaningless errno', () => {
    const image: TinyQcow2 = { extensions: [[0x23852875, reserved]], edits: [[88, '0000000000000001']] };
    expect(complaint(image)).toBe('bitmaps_ext: Reserved field is not zero');
    expect(complaint(image, '5.2')).toBe('bitmaps_ext: Reserved field is not zero: Unknown error -24');
  });
});

test('a snapshot with too much extra data is refused, with a hint', () => {
  const edits: [number, string][] = [
    [60, '00000001'],
    [64, '0000000000000800'],
    [0x800 + 36, '00000401'],
  ];
  expect(complaint({ l2: [[data], [data]], edits })).toBe(
    'Too much extra metadata in snapshot table entry 0\n' +
      'You can force-remove this extra metadata with qemu-img check -r all',
  );
});

test('zstd depends on the build of qemu', () => {
  const image: TinyQcow2 = {
    edits: [
      [72, '0000000000000008'],
      [100, '00000070'],
      [104, '01'],
    ],
  };
  expect(complaint(image)).toBe('');
  expect(complaint(image, '5.2')).toBe('qcow2: unknown compression type: 1');
});
