import type { HeaderBacking } from '../../backing.ts';
import { hostSlotCount } from '../../cells/cell-row.ts';
import { clustersPerTable } from '../../qcow2/clusters-per-table.ts';
import type { Qcow2Layer } from '../../recipe.ts';
import { virtualSize } from '../../virtual-size.ts';
import type { Complaint } from '../validity.ts';
import { featureMistake } from './feature-mistake.ts';
import { headerMistake } from './header-mistake.ts';

/** qemu opens no image with more L1 entries than fit 32 MiB. */
const mostL1Entries = 4_194_304n;

/** Host offsets of clusters have bits 9 to 55 (section "Standard Cluster Descriptor" of the qcow2 specification). */
export const hostOffsetLimit: bigint = 1n << 56n;

/** What is wrong with the unit and the attributes of a qcow2 layer. `backing` is the backing file in its header. */
export function qcow2Mistake(layer: Qcow2Layer, backing: HeaderBacking): Complaint {
  return (
    unitMistake(layer) ??
    featureMistake(layer) ??
    tableMistake(layer) ??
    slotMistake(layer) ??
    headerMistake(layer, backing)
  );
}

function unitMistake({ unit }: Qcow2Layer): Complaint {
  const bits = Math.log2(unit);
  if (Number.isInteger(bits) && bits >= 9 && bits <= 21) return undefined;
  return { part: 'unit', message: 'a cluster has a power of two bytes, 512 to 2M' };
}

function tableMistake(layer: Qcow2Layer): Complaint {
  const largest = BigInt(layer.unit) * BigInt(clustersPerTable(layer)) * mostL1Entries;
  if (virtualSize(layer) <= largest) return undefined;
  const message = `clusters of ${layer.unit} bytes reach to ${largest} bytes, no further`;
  return { part: layer.size === undefined ? 'cells' : 'size', message };
}

function slotMistake({ slots, cells, unit, skeleton }: Qcow2Layer): Complaint {
  const needed = hostSlotCount(cells);
  if (slots !== undefined && slots.length !== needed)
    return {
      part: 'slots',
      message: `${slots.length} host slots are given, but ${needed} clusters take one`,
    };
  const seen = new Set<number>();
  for (const [index, slot] of (slots ?? []).entries()) {
    const mistake = (message: string): Complaint => ({ part: 'slots', index, message });
    if (!Number.isSafeInteger(slot) || slot < 0) return mistake('a host slot is a whole number from 0');
    if (BigInt(slot + 1) * BigInt(unit) >= hostOffsetLimit)
      return mistake(`the host slot ${slot} lies beyond 2^56 bytes`);
    // A skeleton repeats what a map reports: in a damaged image two clusters can share a place.
    if (seen.has(slot) && !skeleton) return mistake(`the host slot ${slot} is given twice`);
    seen.add(slot);
  }
  return undefined;
}
