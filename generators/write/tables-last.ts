import type { Qcow2Layout } from './layout.ts';

/**
 * The same layout turned round: host slots and compressed data right behind the header cluster, the tables behind them.
 * So a cluster can stand at any host offset that a map tells, but for the header's own.
 */
export function tablesLast(layout: Qcow2Layout): Qcow2Layout {
  const { clusterSize, refcounts, l1, l2, slots, compressed, luks, fileLength } = layout;
  const first = BigInt(clusterSize);
  const contents = fileLength - slots.offset;
  const behind = <T extends { readonly offset: bigint }>(table: T): T => ({
    ...table,
    offset: table.offset + contents,
  });
  return {
    ...layout,
    refcounts: {
      ...refcounts,
      table: behind(refcounts.table),
      blocks: refcounts.blocks.map(behind),
      end: refcounts.end + Number(contents / first),
    },
    l1: behind(l1),
    l2: { ...l2, tables: l2.tables.map(behind) },
    slots: { ...slots, offset: first },
    compressed: { ...compressed, offset: compressed.offset - slots.offset + first },
    luks: { ...luks, offset: luks.offset - slots.offset + first },
  };
}
