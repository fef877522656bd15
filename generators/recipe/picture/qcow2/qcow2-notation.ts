import type { Qcow2Layer } from '../../recipe.ts';
import type { Notation } from '../notation.ts';
import { readSlots } from '../read/read-slots.ts';
import { printAttributes } from './print-attributes.ts';
import { printDetails } from './print-details.ts';
import { qcow2Attributes } from './qcow2-attributes.ts';
import { readBitmap } from './read-bitmap.ts';
import { readExtension } from './read-extension.ts';
import { readSnapshot } from './read-snapshot.ts';

export const qcow2Notation: Notation<Qcow2Layer> = {
  attributes: qcow2Attributes,
  details: new Map([
    ['at', readSlots],
    ['ext', readExtension],
    ['snapshot', readSnapshot],
    ['bitmap', readBitmap],
  ]),
  printAttributes,
  printDetails,
};
