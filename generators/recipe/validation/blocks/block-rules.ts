import type { BlockFormat } from '../../blocks/block-format.ts';
import { hasSlots, statedKind } from '../../blocks/block-layer.ts';
import { printByteSize } from '../../byte-size.ts';
import { cellCount, hostSlotCount } from '../../cells/cell-row.ts';
import { heldStates } from '../../cells/held-states.ts';
import type { BlockLayer, CellRun, FieldEdit } from '../../recipe.ts';
import { virtualSize } from '../../virtual-size.ts';
import { backingNameMistake } from '../backing-name-mistake.ts';
import type { FormatRules } from '../format-rules.ts';
import { mixtureMistake } from '../mixture-mistake.ts';
import { indexMistake, valueMistake } from '../number-mistake.ts';
import { passwordMistake } from '../password-mistake.ts';
import type { Complaint } from '../validity.ts';

/** The most blocks that a file may have room for. */
const mostSlots = 2 ** 31;

/** The most files of one layer. */
const mostExtents = 256;

/** The rules of a block format. */
export function blockRules(format: BlockFormat): FormatRules<BlockLayer> {
  return {
    cellMistake: blockMistake,
    attributeMistake: (layer, backing) =>
      sizeMistake(format, layer) ??
      rowMistake(layer) ??
      wholenessMistake(format, layer) ??
      extentMistake(layer) ??
      encryptionMistake(format, layer) ??
      backingNameMistake(layer, backing) ??
      slotMistake(layer),
    fieldMistake,
  };
}

/** A layer as messages name it: of its kind, if it isn't the usual one. */
function named({ format, subformat }: BlockLayer): string {
  return subformat === undefined ? `a ${format} layer` : `a ${subformat} ${format} layer`;
}

function blockMistake(layer: BlockLayer, run: CellRun): string | undefined {
  const kind = statedKind(layer);
  const lacked = heldStates(run).find(state => kind?.states.includes(state) === false);
  if (lacked !== undefined) return `${named(layer)} has no ${lacked} cells`;
  if (run.state !== 'mixed') return undefined;
  const isPart = heldStates(run).every(state => state === 'data' || state === 'data-hole');
  return isPart ? mixtureMistake(run) : 'brackets say which parts of a data block were written';
}

function sizeMistake({ kinds, sizes, largest }: BlockFormat, layer: BlockLayer): Complaint {
  const { unit, format } = layer;
  const kind = statedKind(layer);
  if (kind === undefined) {
    const names = Object.keys(kinds).join(' or ');
    return { part: 'subformat', message: `the kind of a ${format} layer is ${names}` };
  }
  const own = kind.sizes ?? sizes;
  const [least, most] = [own.least, own.most].map(size => printByteSize(BigInt(size)));
  const bytes = least === most ? `${least}` : `a power of two bytes, ${least} to ${most}`;
  if (!Number.isInteger(Math.log2(unit)) || unit < own.least || unit > own.most)
    return { part: 'unit', message: `a block of ${named(layer)} has ${bytes}` };
  if (virtualSize(layer) <= largest(unit)) return undefined;
  const message = `a ${format} layer has at most ${largest(unit)} bytes`;
  return { part: layer.size === undefined ? 'cells' : 'size', message };
}

/** What follows a row is unallocated, which blocks without a table can't be. */
function rowMistake(layer: BlockLayer): Complaint {
  const isOpen = statedKind(layer)!.states.includes('unallocated');
  const end = BigInt(cellCount(layer.cells)) * BigInt(layer.unit);
  if (isOpen || end >= virtualSize(layer)) return undefined;
  return { part: 'size', message: `the row of ${named(layer)} reaches its end` };
}

function encryptionMistake({ encryption }: BlockFormat, layer: BlockLayer): Complaint {
  const isRequired = encryption?.usual !== undefined;
  if (layer.encryption === undefined && isRequired)
    return { part: 'encryption', message: `${named(layer)} has crypt=${encryption.method}:PASSWORD` };
  if (layer.encryption !== undefined && layer.encryption.method !== encryption?.method)
    return { part: 'encryption', message: `${named(layer)} has no such encryption` };
  return passwordMistake(layer);
}

function wholenessMistake({ hasWholeBlocks }: BlockFormat, layer: BlockLayer): Complaint {
  if (hasWholeBlocks !== true || virtualSize(layer) % BigInt(layer.unit) === 0n) return undefined;
  return { part: 'size', message: `the size of ${named(layer)} is a number of whole blocks` };
}

function extentMistake(layer: BlockLayer): Complaint {
  const { extentSize, unit } = layer;
  if (extentSize === undefined) return undefined;
  const mistake = (message: string): Complaint => ({ part: 'extentSize', message });
  if (statedKind(layer)!.hasExtents !== true) return mistake(`${named(layer)} is one file`);
  if (!Number.isSafeInteger(extentSize / unit) || extentSize === 0)
    return mistake(`an extent has whole blocks of ${printByteSize(BigInt(unit))}`);
  if (virtualSize(layer) <= BigInt(extentSize) * BigInt(mostExtents)) return undefined;
  return mistake(`a layer has at most ${mostExtents} extents`);
}

function slotMistake(layer: BlockLayer): Complaint {
  const { slots, cells } = layer;
  if (slots === undefined) return undefined;
  const mistake = (message: string, index?: number): Complaint => ({
    part: 'slots',
    ...(index === undefined ? {} : { index }),
    message,
  });
  if (!hasSlots(layer)) return mistake(`the blocks of ${named(layer)} stand in guest order`);
  const needed = hostSlotCount(cells);
  if (slots.length !== needed)
    return mistake(`${slots.length} host slots are given, but ${needed} blocks take one`);
  for (const [index, slot] of slots.entries()) {
    if (!Number.isSafeInteger(slot) || slot < 0 || slot >= mostSlots)
      return mistake(`a host slot is a whole number from 0 to ${mostSlots - 1}`, index);
    if (slots.indexOf(slot) !== index) return mistake(`the host slot ${slot} is given twice`, index);
  }
  return undefined;
}

function fieldMistake(layer: BlockLayer, edit: FieldEdit): string | undefined {
  const { fields, tables } = statedKind(layer)!;
  if (edit.field === 'header') {
    const field = fields.get(edit.name);
    if (field === undefined) return `the header of ${named(layer)} has no field ${edit.name}`;
    return valueMistake(edit.value, 8 * field.width);
  }
  const bits = tables[edit.field];
  if (bits === undefined) return `${named(layer)} has no ${edit.field} to set`;
  return indexMistake(edit.index) ?? valueMistake(edit.value, bits);
}
