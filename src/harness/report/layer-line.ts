import type { LayerExplanation } from '../../index.ts';

/** One layer of an explanation on one line: its cluster, and the table words behind it. */
export function layerLine({ depth, name, format, beyondEnd, cluster }: LayerExplanation): string {
  const layer = `  depth ${depth}  ${name} (${format})`;
  if (beyondEnd) return `${layer}: past its end`;
  if (cluster === undefined) return `${layer}: no tables`;
  const { l1, l2, subclusters, hostOffset } = cluster;
  const words = [
    `cluster ${cluster.cluster}: ${cluster.state}`,
    `L1[${l1.index}] = ${l1.word}`,
    l2 === undefined ? 'no L2 table' : `L2[${l2.index}] at 0x${l2.tableOffset.toString(16)} = ${l2.word}`,
    ...(subclusters === undefined ? [] : [`subcluster ${subclusters.index} of bitmap ${subclusters.bitmap}`]),
    ...(hostOffset === undefined ? [] : [`host offset ${hostOffset}`]),
  ];
  return `${layer}, ${words.join(', ')}`;
}
