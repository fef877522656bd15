import type { LayerFormat } from './recipe.ts';

/** A filter of qemu: a node that passes on what the node below it says. */
export interface Filter {
  readonly driver: string;
  /** The option that describes the node below. */
  readonly below: 'file' | 'image';
  /** qemu refuses the filter above other formats. */
  readonly formats?: readonly LayerFormat[];
  /** It may stand on a plain file, below a format. */
  readonly standsOnFile: boolean;
  /** The model knows it. Other filters depend on the version. */
  readonly isModelled: boolean;
}

/** The filter that compresses what is written. Formats that only read what is compressed, like dmg, have no use for it. */
export const compress: Filter = {
  driver: 'compress',
  below: 'file',
  formats: ['qcow2', 'qcow', 'vmdk'],
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
export function mayStandOn({ formats }: Filter, format: string | undefined): boolean {
  return formats === undefined || formats.some(known => known === format);
}

/** The options of a filter on a node. */
export function filterOn<N>({ driver, below }: Filter, node: N): { [option: string]: string | N } {
  return { driver, [below]: node };
}
