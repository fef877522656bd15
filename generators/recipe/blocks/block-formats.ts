import type { BlockFormat } from './block-format.ts';
import { bochs } from './bochs.ts';
import { cloop } from './cloop.ts';
import { dmg } from './dmg.ts';
import { luks } from './luks.ts';
import { parallels } from './parallels.ts';
import { qcow } from './qcow.ts';
import { qed } from './qed.ts';
import { vdi } from './vdi.ts';
import { vhdx } from './vhdx.ts';
import { vmdk } from './vmdk.ts';
import { vpc } from './vpc.ts';

export type BlockFormatName =
  | 'vdi'
  | 'vpc'
  | 'parallels'
  | 'vmdk'
  | 'vhdx'
  | 'qed'
  | 'qcow'
  | 'luks'
  | 'bochs'
  | 'cloop'
  | 'dmg';

/** The block formats, by the names that the notation and qemu give them. */
export const blockFormats: Readonly<Record<BlockFormatName, BlockFormat>> = {
  vdi,
  vpc,
  parallels,
  vmdk,
  vhdx,
  qed,
  qcow,
  luks,
  bochs,
  cloop,
  dmg,
};

/** One value for each block format: a part of a table of all formats. */
export function forBlockFormats<Value>(
  make: (format: BlockFormat, name: BlockFormatName) => Value,
): Record<BlockFormatName, Value> {
  const entries = Object.entries(blockFormats) as [BlockFormatName, BlockFormat][];
  return Object.fromEntries(entries.map(([name, format]) => [name, make(format, name)])) as Record<
    BlockFormatName,
    Value
  >;
}

/** Whether a layer is of a block format. */
export function isBlockLayer<L extends { readonly format: string }>(
  layer: L,
): layer is Extract<L, { readonly format: BlockFormatName }> {
  return Object.hasOwn(blockFormats, layer.format);
}
