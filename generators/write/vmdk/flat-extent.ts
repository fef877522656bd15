import { virtualSize } from '../../recipe/virtual-size.ts';
import type { BlockFiles } from '../blocks/block-writer.ts';

const sector = 512n;

/** An extent of the guest's bytes alone, in whole sectors. */
export const flatExtent: BlockFiles = {
  layout(layer) {
    const fileLength = Number(((virtualSize(layer) + sector - 1n) / sector) * sector);
    return {
      headerAt: 0,
      slots: { offset: 0, stride: layer.unit },
      dataEnd: fileLength,
      fileLength,
      order: 'least first',
      entryPlace: () => undefined,
      places: [0, fileLength],
    };
  },
  metadata: () => [],
};
