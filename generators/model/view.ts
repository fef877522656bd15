import { virtualSize } from '../recipe/virtual-size.ts';
import type { Link } from './chain.ts';
import { qcow2Bands } from './qcow2/qcow2-bands.ts';
import { rawBands } from './raw/raw-bands.ts';

/** Guest bytes of which a layer says the same. */
export interface Band {
  readonly start: bigint;
  readonly end: bigint;
  /**
   * Reserved: the layer says nothing, as without a band, yet it has an offset. Doubtful: data that may be a hole, by the
   * blocks that the host has given the file. Illegal: map fails where it comes here.
   */
  readonly state: 'zero' | 'data' | 'compressed' | 'reserved' | 'doubtful' | 'illegal';
  /** Host offset of `start`, where the layer has one; it rises byte by byte with the guest. */
  readonly offset?: bigint;
}

/** A layer as map sees it. */
export interface View {
  /** Bytes: whole sectors, rounded down for qcow2 and up for raw. */
  readonly length: bigint;
  /** Sorted, without overlap. Where there is none, the layer says nothing. */
  readonly bands: readonly Band[];
  /** The file of its host offsets, as map prints it. */
  readonly file: string;
}

const sector = 512n;

export function viewOf({ layer, file, said }: Link, holeGranularity: bigint): View {
  const size = virtualSize(layer);
  if (layer.format === 'qcow2') {
    const dataFile = said.dataFile ?? layer.dataFile ?? file;
    const bands = qcow2Bands(layer, dataFile === (layer.dataFile ?? file));
    return {
      length: (size / sector) * sector,
      bands: layer.encryption === undefined ? bands : bands.map(withoutOffset),
      file: latin1(dataFile),
    };
  }
  const length = ((size + sector - 1n) / sector) * sector;
  return { length, bands: rawBands(layer, length, holeGranularity), file: latin1(file) };
}

/** What is encrypted can't be used where it stands: map tells no place. */
function withoutOffset({ start, end, state }: Band): Band {
  return { start, end, state };
}

/** One character a byte. */
function latin1(name: string): string {
  return Buffer.from(name).toString('latin1');
}
