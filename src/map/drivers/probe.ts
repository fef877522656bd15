import type { ByteString } from '../basics/byte-string.ts';
import { Unsupported } from '../basics/error.ts';
import type { ImageFile } from '../file/image-file.ts';
import type { Profile } from '../profile/profile.ts';

const probeBytes = 512;

interface Probe {
  readonly driver: string;
  readonly matches: (head: Buffer, name: ByteString) => boolean;
}

function magic(text: string): (head: Buffer) => boolean {
  const bytes = Buffer.from(text, 'latin1');
  return head => head.subarray(0, bytes.length).equals(bytes);
}

const qfi = magic('QFI\xfb');
const luks = magic('LUKS\xba\xbe');
const parallels = [magic('WithoutFreeSpace'), magic('WithouFreSpacExt')];

/** What each driver of qemu knows its images by; raw, which takes anything, comes last. */
const probes: readonly Probe[] = [
  { driver: 'qcow2', matches: head => qfi(head) && head.readUInt32BE(4) >= 2 },
  { driver: 'qcow', matches: head => qfi(head) && head.readUInt32BE(4) === 1 },
  { driver: 'qed', matches: magic('QED\0') },
  { driver: 'vmdk', matches: head => magic('KDMV')(head) || magic('COWD')(head) || isVmdkText(head) },
  { driver: 'vpc', matches: magic('conectix') },
  { driver: 'vdi', matches: head => head.readUInt32LE(64) === 0xbeda107f },
  { driver: 'vhdx', matches: magic('vhdxfile') },
  { driver: 'luks', matches: head => luks(head) && head.readUInt16BE(6) === 1 },
  {
    driver: 'parallels',
    matches: head => parallels.some(matches => matches(head)) && head.readUInt32LE(16) === 2,
  },
  { driver: 'bochs', matches: isBochs },
  { driver: 'cloop', matches: magic('#!/bin/sh\n#V2.0 Format\nmodprobe cloop file=$0 && mount') },
  { driver: 'dmg', matches: (_, name) => name.endsWith('.dmg') },
];

/** A VMDK descriptor: after comments and lines of spaces, `version=1` to `version=3`. */
function isVmdkText(head: Buffer): boolean {
  return /^(?:#[^\n]*\n| +\r?\n)*version=[123]\r?\n/.test(head.toString('latin1'));
}

/** Bochs has its type and subtype behind the magic, and one of two versions. */
function isBochs(head: Buffer): boolean {
  const words = [
    head.toString('latin1', 0, 32),
    head.toString('latin1', 32, 48),
    head.toString('latin1', 48, 64),
  ];
  const [signature, type, subtype] = words.map(word => word.split('\0', 1)[0]);
  const named = signature === 'Bochs Virtual HD Image' && type === 'Redolog' && subtype === 'Growing';
  return named && [0x10000, 0x20000].includes(head.readUInt32LE(64));
}

/**
 * The driver that qemu takes for a file by its first 512 bytes and its name.
 *
 * @param name what it was asked for by; empty where options describe it
 *
 * @throws Unsupported of a format that only qemu has a driver for
 */
export function probe(file: ImageFile, name: ByteString, profile: Profile): 'qcow2' | 'raw' {
  if (file.length === 0) return 'raw';
  const head = file.read(0, probeBytes);
  const found = probes.find(({ driver, matches }) => {
    return matches(head, name) && (driver !== 'parallels' || profile.parallels);
  });
  if (found === undefined) return 'raw';
  if (found.driver === 'qcow2') return 'qcow2';
  throw new Unsupported(found.driver);
}
