import { Refusal } from '../../basics/error.ts';
import type { FormatDriver } from '../../node/driver.ts';
import { takeTyped } from '../../options/typed-options.ts';
import { driverOnFile } from '../format/format-on-file.ts';
import { readBlockTable } from './block-table.ts';
import { dynamicVpcImage } from './dynamic-image.ts';
import { fixedVpcImage, tablelessVpcImage } from './fixed-image.ts';
import { footerMagic, readVpcFooter, type SizeCalculation } from './vpc-footer.ts';

/** The format vpc, which is VHD: fixed and dynamic. A fixed image isn't probed: its footer is at the end. */
export const vpc: FormatDriver = driverOnFile({
  name: 'vpc',
  strongOptions: ['force_size_calc'],
  probe: head => head.hasText(footerMagic),
  openImage(file, { options }, opening) {
    const calculation = sizeCalculation(takeTyped(options, { force_size_calc: 'text' }, opening));
    const { profile } = opening;
    const footer = readVpcFooter(file, calculation, profile);
    const blocks = footer.isAtStart ? readBlockTable(file, footer, profile) : undefined;
    if (footer.isFixed) return fixedVpcImage(file, footer.virtualSize);
    if (blocks !== undefined) return dynamicVpcImage(file, footer.virtualSize, blocks);
    return tablelessVpcImage(file, footer.virtualSize);
  },
});

function sizeCalculation({ force_size_calc: mode }: { readonly force_size_calc?: string }): SizeCalculation {
  if (mode === undefined || mode === 'chs' || mode === 'current_size') return mode;
  throw new Refusal(`Invalid size calculation mode: '${mode}'`);
}
