import type { Bytes } from '../../basics/bytes.ts';
import { Refusal, Unsupported } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import type { FormatDriver, Given } from '../../node/driver.ts';
import { jsonNameOf } from '../../node/node-description.ts';
import { driverOnFile } from '../format/format-on-file.ts';
import { opaqueImage } from '../format/opaque-image.ts';
import { sizeOfSectors } from '../format/virtual-size.ts';
import { refusalWithoutText } from '../format/without-text.ts';
import { blockReader } from './block-content.ts';
import { openBlockTable } from './block-table.ts';
import { explainVhdx } from './explain-vhdx.ts';
import { needsReplay } from './log.ts';
import { readMetadata } from './metadata.ts';
import { readRegionTable } from './region-table.ts';
import { Regions } from './regions.ts';
import { fileSignature, readVhdxHeader } from './vhdx-header.ts';

const sector = 512n;

/** The format vhdx. qemu says nothing of its blocks to map, so all of it is data; but it checks each of them. */
export const vhdx: FormatDriver = driverOnFile({
  name: 'vhdx',
  probe: isVhdx,
  openImage(file, given, { profile, notice }) {
    if (!isVhdx(file.read(0, fileSignature.length))) throw refusalWithoutText(file, 'Invalid argument');
    const header = readVhdxHeader(file, profile);
    const regions = new Regions(file, notice);
    regions.add(header.logOffset, header.logLength);
    const mustReplay = needsReplay(file, header, profile);
    if (mustReplay && given.common.writable)
      throw new Unsupported('a VHDX image whose log is to be replayed');
    if (mustReplay) throw replayRefusal(nameOf(file, given));
    const { blockTable, metadata } = readRegionTable(file, regions);
    const facts = readMetadata(file, metadata, profile);
    const table = openBlockTable(file, blockTable, facts, { profile, regions });
    const size = sizeOfSectors(facts.virtualSize / sector, profile);
    const image = opaqueImage('vhdx', file, size);
    return {
      ...image,
      readData: blockReader(file, table),
      explain: offset => explainVhdx(offset, table),
    };
  },
});

function isVhdx(head: Bytes): boolean {
  return head.hasText(fileSignature);
}

function replayRefusal(name: string): Refusal {
  const text = `VHDX image file '${name}' opened read-only, but contains a log that needs to be replayed`;
  return new Refusal(text, ['To replay the log, run:', `qemu-img check -r all '${name}'`]);
}

/** The name of the image: that of its file, if the file has one. */
function nameOf(file: ImageFile, given: Given): string {
  const isNamed = given.file!.driver.kind === 'protocol' && given.file!.hasPlainName;
  return isNamed ? file.name : jsonNameOf({ driver: 'vhdx', file: file.description });
}
