import { latin1Of } from '../../basics/bytes.ts';
import { Refusal } from '../../basics/error.ts';
import type { FormatDriver } from '../../node/driver.ts';
import { withSizeError } from '../../node/size-error.ts';
import { driverOnFile } from '../format/format-on-file.ts';
import { sizeOfSectors } from '../format/virtual-size.ts';
import { cowdMagic } from './cowd-header.ts';
import { readHead, readLineage, upToNul } from './descriptor/descriptor.ts';
import { ExtentOpener } from './open-extents.ts';
import { placeExtents } from './placement.ts';
import { sectorBytes } from './sectors.ts';
import { magicOf } from './sparse-extent.ts';
import { sparseMagic } from './sparse-header.ts';
import { VmdkImage } from './vmdk-image.ts';

/** A descriptor: after comments and lines of blanks, `version=1` to `version=3`. */
const startOfDescriptor = /^(?:#[^\n]*\n| +\r?\n)*version=[123]\r?\n/;

/** The format vmdk of VMware: a descriptor with its extents, or a sparse file that has its descriptor in it. */
export const vmdk: FormatDriver = driverOnFile({
  name: 'vmdk',
  supportsBacking: true,
  canCompress: true,
  probe(head) {
    if (head.hasText(sparseMagic) || head.hasText(cowdMagic)) return true;
    return ['#', ' ', 'v'].some(first => head.hasText(first)) && startOfDescriptor.test(head.latin1());
  },
  openImage(file, given, opening) {
    if (file.lengthError !== undefined)
      throw new Refusal(withSizeError('Could not access file', file.lengthError));
    const head = readHead(file);
    const opener = new ExtentOpener(file, given, opening);
    const isDescriptor = magicOf(head) === undefined;
    if (isDescriptor) opener.addDescribed(upToNul(latin1Of(head)));
    else opener.addImage(head);
    const lineage = readLineage(file, isDescriptor ? 0 : sectorBytes, opening.profile);
    const placement = placeExtents(opener.extents);
    const size = sizeOfSectors(placement.sectors, opening.profile);
    return new VmdkImage(file, opener.extents, placement.extents, size, lineage);
  },
});
