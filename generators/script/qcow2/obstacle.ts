import { cellCount, hasHostSlot, hostSlotCount } from '../../recipe/cells/cell-row.ts';
import { heldStates } from '../../recipe/cells/held-states.ts';
import { traitsOf } from '../../recipe/formats.ts';
import { clustersPerTable } from '../../recipe/qcow2/clusters-per-table.ts';
import type { Layer, Qcow2Layer, Recipe } from '../../recipe/recipe.ts';
import { clusterCount, virtualSize } from '../../recipe/virtual-size.ts';
import { layoutOf } from '../../write/qcow2/layout/layout.ts';

/**
 * Why qemu-img and qemu-io can't make a layer of the recipe, in words for people; undefined if they can. The reason is
 * the first attribute or state in the way.
 */
export function obstacleToCommands(recipe: Recipe, layer: Qcow2Layer): string | undefined {
  return (
    nameObstacle(layer) ??
    attributeObstacle(layer) ??
    chainObstacle(recipe, layer) ??
    stateObstacle(layer) ??
    orderObstacle(layer)
  );
}

function nameObstacle({ name, dataFile }: Qcow2Layer): string | undefined {
  const odd = [name, dataFile ?? ''].find(text => /[:\n,]|^-/.test(text));
  return odd === undefined
    ? undefined
    : `qemu-img would read options or a protocol in ${JSON.stringify(odd)}`;
}

function attributeObstacle(layer: Qcow2Layer): string | undefined {
  const stated: readonly (readonly [unknown, string])[] = [
    [layer.edits, 'its damage names places in the file'],
    [layer.skeleton, 'a skeleton has no clusters, only tables'],
    [layer.refcounts, 'its refcounts are zero'],
    [layer.l2, 'it has L2 tables that nothing needs'],
    [layer.dataFileRaw, 'qemu-img preallocates an image with data_file_raw'],
    [layer.encryption, 'its encryption header is a recorded one'],
    [layer.headerLength, 'the length of its header is given'],
    [layer.extensions, 'it has header extensions'],
    [layer.bitmaps, 'its dirty bitmaps have bits of their own'],
    [layer.snapshots, 'it has snapshots of clusters of their own'],
    [virtualSize(layer) % 512n !== 0n || undefined, 'qemu-img makes whole sectors'],
  ];
  return stated.find(([value]) => value !== undefined)?.[1];
}

/** qemu-io opens the whole chain, so its other layers can be in the way. */
function chainObstacle({ layers }: Recipe, layer: Qcow2Layer): string | undefined {
  if (layer.backing !== undefined && layer.backing !== null)
    return 'its backing file is not one of the chain';
  if (layer.backingFormat !== undefined) return 'qemu-img requires the true backing format';
  const below = layer.backing === null ? [] : layers.slice(0, layers.indexOf(layer));
  if (below.some(({ name }) => /[:\n,]|^-/.test(name))) return 'the name of a backing file is odd';
  return below.some(mayNotOpen) ? 'it stands on a layer that qemu-io might not open' : undefined;
}

/** Encryption needs a secret. Damage may be refused, and so may a backing file of another name. */
function mayNotOpen(layer: Layer): boolean {
  const { encryption, edits, backing } = layer;
  const isDamaged = edits !== undefined && traitsOf(layer).hasClusters;
  return encryption !== undefined || isDamaged || typeof backing === 'string';
}

function stateObstacle({ cells, dataFile, slots }: Qcow2Layer): string | undefined {
  const holes = cells.some(cell => heldStates(cell).includes('data-hole'));
  if (holes && dataFile === undefined) return 'it has data clusters that were never written';
  if (slots !== undefined && new Set(slots).size !== hostSlotCount(cells)) return 'its host slots are odd';
  if (slots?.some(slot => slot >= slots.length)) return 'there are gaps between its host clusters';
  return undefined;
}

/** An L2 table or a refcount block between clusters of the guest would cut the map there. */
function orderObstacle(layer: Qcow2Layer): string | undefined {
  const { l2, refcounts } = layoutOf(layer);
  const used =
    refcounts.end + Number(clusterCount(layer) / BigInt(clustersPerTable(layer))) + cellCount(layer.cells);
  const hosted = layer.cells.some(hasHostSlot) && layer.dataFile === undefined;
  if (hosted && used + 8 > refcounts.clustersPerBlock)
    return 'qemu-img would place refcount blocks between its clusters';
  return hosted && layer.version === 2 && l2.tables.length > 1
    ? 'qemu-img would place L2 tables between its clusters'
    : undefined;
}
