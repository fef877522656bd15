import { formatTraits, isLayerFormat } from './formats.ts';

/** A filter of qemu: a node that passes on what the node below it says. */
export interface Filter {
  readonly driver: string;
  /** The option that describes the node below. */
  readonly below: 'file' | 'image';
  /** qemu refuses the filter above formats that it never compresses. */
  readonly needsCompression?: true;
  /** It may stand on a plain file, below a format. */
  readonly standsOnFile: boolean;
  /** The model knows it. Other filters depend on the version. */
  readonly isModelled: boolean;
}

/** The filter that compresses what is written. */
export const compress: Filter = {
  driver: 'compress',
  below: 'file',
  needsCompression: true,
  standsOnFile: false,
  isModelled: true,
};

/** The filters that nodes of queries have. */
export const filters: readonly Filter[] = [
  compress,
  { driver: 'preallocate', below: 'file', standsOnFile: true, isModelled: false },
  { driver: 'blkdebug', below: 'image', standsOnFile: true, isModelled: true },
];

/** Whether the filter may stand on an image of this format. Undefined: the format is probed, and may be any. */
export function mayStandOn({ needsCompression }: Filter, format: string | undefined): boolean {
  if (needsCompression === undefined) return true;
  return format !== undefined && isLayerFormat(format) && formatTraits[format].isWrittenCompressed;
}

/** The options of a filter on a node. */
export function filterOn<N>({ driver, below }: Filter, node: N): { [option: string]: string | N } {
  return { driver, [below]: node };
}
