import type { ByteString } from '../../../basics/byte-string.ts';
import { type Bytes, latin1Of } from '../../../basics/bytes.ts';
import { Refusal } from '../../../basics/error.ts';
import type { ImageFile } from '../../../file/image-file.ts';
import { readOrRefuse } from '../../../file/unreadable.ts';
import type { Profile } from '../../../profile/profile.ts';
import { isWithinReach } from '../../format/reach.ts';
import { refusalWithoutText } from '../../format/without-text.ts';
import { Scanner } from './scanner.ts';

const mostBytes = 2 ** 20 - 1;
const unreadable = 'Could not read from file';
const longestType = 127;
const types = [
  'monolithicFlat',
  'vmfs',
  'vmfsSparse',
  'seSparse',
  'twoGbMaxExtentSparse',
  'twoGbMaxExtentFlat',
];

/** The bytes in which the parent and the content IDs are looked for. */
const parentBytes = 10_240;
const longestParent = 4095;

/**
 * The text of a descriptor, which ends at its first NUL.
 *
 * @param offset where it begins in the file, in bytes: a signed number of 64 bits, which can overflow
 * @throws Refusal
 */
export function descriptorText(file: ImageFile, offset: bigint, profile: Profile): ByteString {
  const bytes = Math.min(file.length, mostBytes);
  if (offset < 0n || !isWithinReach(profile, offset, bytes))
    throw new Refusal(`${unreadable}: Input/output error`);
  const read = readOrRefuse(unreadable, () => file.read(Number(offset), bytes));
  return upToNul(latin1Of(read));
}

/**
 * The start of a file, as much of it as a descriptor could take: qemu reads that before it looks at the first bytes.
 *
 * @throws Refusal
 */
export function readHead(file: ImageFile): Bytes {
  if (file.length === 0) throw new Refusal('File is too small, not a valid image');
  return readOrRefuse(unreadable, () => file.read(0, Math.min(file.length, mostBytes)));
}

/** The text from `start` on, as a string of C. */
export function upToNul(text: ByteString, start = 0): ByteString {
  const end = text.indexOf('\0', start);
  return text.slice(start, end < 0 ? text.length : end);
}

/**
 * What stands behind a key and the characters after it that qemu passes over, whatever they are: a NUL among them too.
 *
 * @returns undefined if the key isn't there
 */
function textBehind(text: ByteString, key: string, passed: number): ByteString | undefined {
  const at = upToNul(text).indexOf(key);
  return at < 0 ? undefined : upToNul(text, at + key.length + passed);
}

/**
 * Checks that the text is a descriptor of a type that qemu opens: one whose extents are other files.
 *
 * @throws Refusal
 */
export function checkCreateType(text: ByteString): void {
  const type = valueBehind(text, 'createType');
  if (type === undefined || type.length > longestType) throw new Refusal('invalid VMDK image descriptor');
  if (!types.includes(type)) throw new Refusal(`Unsupported image type '${type}'`);
}

/** What stands between the two characters (`="`) behind a key and the next quotation mark. */
function valueBehind(text: ByteString, key: string): ByteString | undefined {
  const behind = textBehind(text, key, 2);
  const end = behind?.indexOf('"') ?? -1;
  return end < 0 ? undefined : behind?.slice(0, end);
}

/** What a descriptor says of the content of its image and of its parent. */
export interface Lineage {
  /** The name of the parent; empty if there is none. */
  readonly parent: ByteString;
  /** The content ID of the image. */
  readonly id: number;
  /** The one that the parent had. Map goes below all the same; it matters to reads. */
  readonly parentId: number;
}

/**
 * Reads the name of the parent and the content IDs, in qemu's order.
 *
 * @param offset where the descriptor begins, in bytes
 * @throws Refusal
 */
export function readLineage(file: ImageFile, offset: number, profile: Profile): Lineage {
  // A blkdebug node below counts the requests: qemu makes one for the name and one for each ID.
  const readText = (): ByteString => latin1Of(file.read(offset, parentBytes));
  const text = readText();
  const invalid = (): Refusal => refusalWithoutText(file, 'Invalid argument');
  const name = upToNul(text).includes('parentFileNameHint') ? valueBehind(text, 'parentFileNameHint') : '';
  if (name === undefined || name.length > longestParent) throw invalid();
  const [id, parentId] = ['CID', 'parentCID'].map(key => {
    const found = idBehind(readText().slice(0, parentBytes - 1), key, profile);
    if (found === undefined) throw invalid();
    return found;
  });
  return { parent: name, id: id!, parentId: parentId! };
}

function idBehind(text: ByteString, key: string, profile: Profile): number | undefined {
  const behind = textBehind(text, key, 1);
  return behind === undefined ? undefined : new Scanner(behind, 0).hexadecimal(profile);
}
