import { Refusal } from '../../basics/error.ts';
import type { FormatDriver } from '../../node/driver.ts';
import type { Profile } from '../../profile/profile.ts';
import { driverOnFile } from '../format/format-on-file.ts';
import { cowdMagic } from './cowd-header.ts';
import { descriptorText, readHead, readParent } from './descriptor.ts';
import { ExtentOpener } from './open-extents.ts';
import { placeExtents } from './placement.ts';
import { asBytes, sectorBytes } from './sectors.ts';
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
    if (file.lengthProblem !== undefined) throw new Refusal(`Could not access file: ${file.lengthProblem}`);
    if (file.length === 0) throw new Refusal('File is too small, not a valid image');
    readHead(file);
    const opener = new ExtentOpener(file, given, opening);
    const isDescriptor = magicOf(file) === undefined;
    if (isDescriptor) opener.addDescribed(descriptorText(file, 0n, opening.profile));
    else opener.addImage();
    const parent = readParent(file, isDescriptor ? 0 : sectorBytes, opening.profile);
    const placement = placeExtents(opener.extents);
    checkSize(placement.sectors, opening.profile);
    return new VmdkImage(file, placement, parent);
  },
});

/** The largest size of a node of qemu, in bytes. */
const largestSize = 2n ** 63n - 2n ** 30n;

/** Refuses a size that is too large. One that doesn't fit in 64 bits as bytes passes if what is left of it fits. */
function checkSize(sectors: bigint, { unusableSize }: Profile): void {
  if (unusableSize === 'on-opening' && BigInt.asUintN(64, asBytes(sectors)) > largestSize) {
    throw new Refusal('Could not refresh total sector count: File too large');
  }
}
