import { toText } from '../../basics/byte-string.ts';
import { Refusal } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { readOrRefuse } from '../../file/unreadable.ts';
import { checkAttachable } from '../../node/children/attach-child.ts';
import { lockTables } from '../../node/children/child-locks.ts';
import { openChild } from '../../node/children/open-child.ts';
import type { FormatDriver, Given } from '../../node/driver.ts';
import { passwordOf } from '../../node/named-objects.ts';
import type { Opening } from '../../node/opening.ts';
import { takeTyped } from '../../options/typed-options.ts';
import { driverOnFile } from '../format/format-on-file.ts';
import { opaqueImage } from '../format/opaque-image.ts';
import { reachOf } from '../format/reach.ts';
import { explainLuks } from './explain-luks.ts';
import { magic } from './header.ts';
import { luksDecryption } from './image-decryption.ts';
import { readDecrypted } from './read-decrypted.ts';
import { type ReadLuks, unlock } from './unlock.ts';

const sector = 512;

/** The format luks: a LUKS 1 volume by itself. qemu knows nothing of its allocation, so all of it is data. */
export const luks: FormatDriver = driverOnFile({
  name: 'luks',
  strongOptions: ['key-secret'],
  probe: head => head.hasText(magic) && head.readUInt16BE(6) === 1,
  openImage(file, given, opening) {
    const { profile, objects = new Map() } = opening;
    const header = profile.luksDetachedHeader ? openHeader(file, given, opening) : undefined;
    const { 'key-secret': secret } = takeTyped(given.options, { 'key-secret': 'text' }, opening);
    if (secret === undefined) throw new Refusal("Parameter 'key-secret' is required for cipher");
    const password = passwordOf(secret, objects);
    const isDetached = header !== undefined;
    const { cryptography } = opening.host;
    const rules = { profile, isDetached, cryptography };
    const unlocked = unlock(readerOf(header ?? file, opening), password, rules);
    const { payloadSector } = unlocked.header;
    const size = Math.ceil(file.length / sector) - payloadSector;
    if (size < 0) throw new Refusal('Could not refresh total sector count: Input/output error');
    const payloadAt = payloadSector * sector;
    const decrypt = luksDecryption(unlocked, cryptography);
    const read = (at: number, length: number): Uint8Array => file.read(at, length);
    return {
      ...opaqueImage('luks', file, { virtualSize: size * sector }),
      readData(bytes, guest) {
        readDecrypted(bytes, { host: payloadAt + guest, numbered: guest }, read, decrypt);
      },
      explain: offset => explainLuks(offset, payloadAt),
      ...(header && { otherChildren: { header: header.description }, furtherFiles: [header] }),
    };
  },
});

/** Opens the file of the option `header`, which may hold the header apart from the data. */
function openHeader(file: ImageFile, given: Given, opening: Opening): ImageFile | undefined {
  const child = { ...given, key: 'header', probed: false, referrer: `the header of ${toText(file.name)}` };
  const header = openChild(child, opening);
  if (header === undefined) return undefined;
  checkAttachable(header, child.key, given.common);
  lockTables(header.bytes, given.common);
  return header.bytes;
}

function readerOf(file: ImageFile, { profile }: Opening): ReadLuks {
  const reach = reachOf(profile);
  const unreadable = 'Could not read encryption header';
  return (offset, length) => {
    // Only 5.2 takes a key slot of so many stripes. Its reads have lengths of 31 bits.
    if (length >= 2 ** 31) throw new Refusal(`${unreadable}: Invalid argument`);
    reach(BigInt(offset), length, unreadable);
    return readOrRefuse(unreadable, () => file.read(offset, length));
  };
}
