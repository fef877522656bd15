import { printByteSize } from '../../generators/recipe/byte-size.ts';
import { plainestCell } from '../../generators/recipe/cells/cell-row.ts';
import { printRow } from '../../generators/recipe/picture/row/print-row.ts';
import type { SubclusterState } from '../../generators/recipe/recipe.ts';
import type { LayerExplanation } from '../map/index.ts';
import type { Lookup, TableEntry, UnitParts } from '../map/node/lookup.ts';

/**
 * The lines of one explained layer: its properties, the table entries of the offset, and the rule that follows from them.
 *
 * @param written a line about what was written there, if that is known
 */
export function layerLines(layer: LayerExplanation, written?: string): string[] {
  const { depth, name, format, virtualSize, lookup } = layer;
  const unit =
    lookup === undefined || lookup.unit.varies
      ? ''
      : `, ${lookup.unit.name}s of ${sizeText(lookup.unit.bytes)}`;
  return [
    `  depth ${depth}  ${name}: ${format}, ${printByteSize(virtualSize)}${unit}`,
    ...[
      ...(lookup === undefined ? [] : lookupLines(lookup)),
      ...(written === undefined ? [] : [written]),
      ruleOf(layer),
    ].map(line => `    ${line}`),
  ];
}

function lookupLines({ unit, entries, parts }: Lookup): string[] {
  // Where there are entries, they have the place.
  const place = entries.length > 0 || unit.host === undefined ? '' : `, at ${hex(unit.host)} of the file`;
  return [
    `guest ${unit.name} ${unit.index}, byte ${unit.byte} of ${unit.varies ? sizeText(unit.bytes) : 'it'}${place}`,
    ...entries.map(entryLine),
    ...(parts === undefined ? [] : [partsLine(parts, unit.bytes)]),
  ];
}

function entryLine({ table, index, offset, word, meaning }: TableEntry): string {
  const place = offset === undefined ? '' : ` at ${hex(offset)}`;
  return `${table}[${index}]${place} = ${word}: ${meaning}`;
}

function partsLine({ name, bitmap, index, states }: UnitParts, unitBytes: number): string {
  const runs = states.map(state => ({
    state: (state === 'invalid' ? 'illegal' : state) as SubclusterState,
    count: 1,
  }));
  const cell = plainestCell({ state: 'mixed', subclusters: runs });
  const row = printRow([{ ...cell, count: 1 }]);
  const picture = cell.state === 'mixed' ? row : `[${row}{${states.length}}]`;
  return `bitmap ${bitmap}: ${picture}, of which this is ${name} ${index} (${sizeText(unitBytes / states.length)} each)`;
}

function sizeText(bytes: number): string {
  return printByteSize(BigInt(bytes));
}

/** The rule that map applies, in words. */
function ruleOf(layer: LayerExplanation): string {
  const { answer, lookup, virtualSize, offset } = layer;
  const what = lookup?.state ?? layer.format;
  const unallocated = ['unallocated', ...(lookup?.remark === undefined ? [] : [lookup.remark])].join(', ');
  switch (answer) {
    case 'past-end':
      return `ends at ${virtualSize}, before this offset: the layer above reads as zeros here`;
    case 'failure':
      return `${what}: map fails here`;
    case 'data':
      return `${dataWords(layer)}: this layer decides`;
    case 'data-hole':
      return `data at ${placeIn(layer)}, which is a hole in the file, and the refcounts count more than the host has stored: data and zero`;
    case 'zeros':
      return lookup === undefined
        ? `a hole at ${placeIn(layer)}: zeros, and this layer decides`
        : `${what}, reads as zeros${offset === undefined ? '' : ` and keeps ${placeIn(layer)}`}: this layer decides`;
    case 'below':
      return `${unallocated}: the backing file decides`;
    case 'short-backing':
      return `${unallocated}, and the backing file ends before this offset: zeros that are not present, at this depth`;
    case 'no-backing':
      return `${unallocated}, and there is no backing file: zeros that are not present`;
    case 'unallocated':
      return `${unallocated}, and ${layer.format} has no backing files: neither zeros nor data`;
  }
}

function dataWords(layer: LayerExplanation): string {
  const { lookup, offset } = layer;
  if (lookup?.state === 'compressed') return 'compressed data, which has no offset';
  if (offset === undefined) return 'data, encrypted or of a driver without offsets';
  return `data at ${placeIn(layer)}`;
}

/** A host offset in decimal, as map prints it, and in hexadecimal, as tables hold it; and its file. */
function placeIn({ name, dataFile, offset = 0n }: LayerExplanation): string {
  const file = dataFile === undefined ? name : `the data file ${dataFile}`;
  return `${offset} (${hex(offset)}) of ${file}`;
}

function hex(value: number | bigint): string {
  return `0x${value.toString(16)}`;
}
