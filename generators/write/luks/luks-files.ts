import { virtualSize } from '../../recipe/virtual-size.ts';
import type { BlockFiles } from '../blocks/block-writer.ts';
import { luksAreaOf } from './luks-area.ts';

const sector = 512;
/** Where a header says at which sector the data begins: after the places of all eight keys. */
const payloadAt = 104;

/** The recorded header with a hole for its key material, then the data. The most significant byte is first. */
export const luksFiles: BlockFiles = {
  layout(layer) {
    const offset = luksAreaOf(layer)!.header.readUInt32BE(payloadAt) * sector;
    const fileLength = offset + Number(virtualSize(layer));
    return {
      headerAt: 0,
      slots: { offset, stride: layer.unit },
      dataEnd: fileLength,
      fileLength,
      order: 'most first',
      entryPlace: () => undefined,
      places: [0, offset, fileLength],
    };
  },
  metadata: layer => [{ at: 0, bytes: luksAreaOf(layer)!.header }],
};
