import { big, filled, joined, repeated, table } from './bytes.ts';
import type { WorstCase } from './worst-case.ts';

const mebibyte = 2 ** 20;
const image = 'a.dmg';
const words = ['--output=json', '-f', 'dmg', image];
const zeros = 2;

/** The last 512 bytes: where the resource fork and the property list lie. */
function trailer(forkBytes: number, listBytes: number): Buffer {
  return filled(
    512,
    ...['koly', new Uint8Array(36), big.u64(0), big.u64(forkBytes), new Uint8Array(160)],
    ...[big.u64(0), big.u64(listBytes), new Uint8Array(260), big.u64(2 ** 20)],
  );
}

/** A list of so many chunks of one sector each; a chunk has five words. */
function chunks(count: number, type = zeros): Buffer {
  const words = [BigInt(type) << 32n, 0, 1, 0, 512];
  const list = table.big64(5 * count, at => (at % 5 === 1 ? Math.floor(at / 5) : words[at % 5]!));
  return joined('mish', new Uint8Array(200), list);
}

function plist(text: string | Uint8Array): ReturnType<WorstCase['files']> {
  const list = joined(text);
  return {
    [image]: {
      parts: [
        [0, list],
        [list.length, trailer(0, list.length)],
      ],
    },
  };
}

function data(resource: Uint8Array): string {
  return `<data>${Buffer.from(resource).toString('base64')}</data>`;
}

/** A resource behind its length. */
function resource(bytes: Uint8Array): Buffer {
  return joined(big.u32(bytes.length), bytes);
}

function fork(body: Uint8Array): ReturnType<WorstCase['files']> {
  const head = filled(256, ...[256, 256 + body.length, body.length].map(big.u32));
  const all = joined(head, body);
  return {
    [image]: {
      parts: [
        [0, all],
        [all.length, trailer(all.length, 0)],
      ],
    },
  };
}

const longest = 16 * mebibyte - 100;

export const worstDmg: readonly WorstCase[] = [
  { name: 'a property list of 290,000 chunks', words, files: () => plist(data(chunks(290_000))) },
  {
    name: 'a property list of 45,000 resources',
    words,
    files: () => plist(repeated(data(chunks(1)), 45_000)),
  },
  {
    name: 'a property list of 1,290,000 empty resources',
    words,
    files: () => plist(repeated('<data></data>', 1_290_000)),
  },
  {
    name: 'a property list of resources without an end',
    words,
    files: () => plist(repeated('<data>', 2_796_202)),
  },
  { name: 'a resource of 16 MiB of text', words, files: () => plist(`<data>${'A'.repeat(longest)}</data>`) },
  {
    name: 'a resource of 16 MiB of line ends',
    words,
    files: () => plist(`<data>${'\n'.repeat(longest)}</data>`),
  },
  {
    name: '290,000 chunks of an unknown kind',
    words,
    files: () => plist(data(chunks(290_000, 0x8000_0100))),
  },
  { name: 'a resource fork of a million chunks', words, files: () => fork(resource(chunks(1_000_000))) },
  {
    name: 'a resource fork of 100,000 resources',
    words,
    files: () => fork(repeated(resource(chunks(1)), 100_000)),
  },
  {
    name: 'a resource of 2 GiB',
    words,
    files: () => ({
      [image]: {
        parts: [
          [0, filled(256, ...[256, 2 ** 31 - 340, 2 ** 31 - 596].map(big.u32))],
          [256, joined(big.u32(2 ** 31 - 600), 'mish')],
          [2 ** 31, trailer(2 ** 31, 0)],
        ],
      },
    }),
  },
];
