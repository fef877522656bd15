import { printByteSize } from '../byte-size.ts';
import type { Edit, Layer, Qcow2Layer } from '../recipe.ts';
import { printRow } from './print-row.ts';
import { printWord, quoteWord } from './word.ts';

/** The words of a layer's first line before its row. */
export interface LayerHead {
  readonly name: string;
  readonly format: string;
  readonly unit: string;
  readonly attributes: string;
}

/**
 * A layer alone, with what its recipe states and nothing else: its line, then its details on indented lines. How it
 * stands in its chain is `printChain`'s to show.
 */
export function printLayer(layer: Layer): string {
  const { name, format, unit, attributes } = layerHead(layer);
  const words = [name, format, unit, attributes, `|${printRow(layer.cells)}|`].filter(word => word !== '');
  return [words.join(' '), ...layerDetails(layer)].join('\n');
}

export function layerHead(layer: Layer): LayerHead {
  return {
    name: layer.name === 'map' || layer.name.startsWith('#') ? quoteWord(layer.name) : printWord(layer.name),
    format: layer.format,
    unit: printByteSize(BigInt(layer.unit)),
    attributes: layerAttributes(layer).join(' '),
  };
}

function layerAttributes(layer: Layer): string[] {
  const size = layer.size === undefined ? [] : [`size=${printByteSize(layer.size)}`];
  return layer.format === 'raw' ? size : [...size, ...qcow2Attributes(layer)];
}

function qcow2Attributes({ backing, backingFormat, ...layer }: Qcow2Layer): string[] {
  const words: string[] = [];
  if (backing === null) words.push('backing=none');
  else if (backing !== undefined)
    words.push(`backing=${backing === 'none' ? quoteWord(backing) : printWord(backing)}`);
  if (backingFormat === null) words.push('nofmt');
  else if (backingFormat !== undefined) words.push(`fmt=${printWord(backingFormat)}`);
  if (layer.version === 2) words.push('v2');
  if (layer.extendedL2) words.push('extl2');
  if (layer.compression !== undefined) words.push(layer.compression);
  if (layer.refcountBits !== undefined) words.push(`refbits=${layer.refcountBits}`);
  if (layer.refcounts !== undefined) words.push(`refcounts=${layer.refcounts}`);
  if (layer.skeleton) words.push('skeleton');
  if (layer.l2 !== undefined) words.push(`l2=${layer.l2}`);
  if (layer.dataFile !== undefined) words.push(`data=${printWord(layer.dataFile)}`);
  if (layer.dataFileRaw) words.push('data-raw');
  if (layer.encryption !== undefined)
    words.push(`crypt=${printWord(`${layer.encryption.method}:${layer.encryption.password}`)}`);
  if (layer.dirty) words.push('dirty');
  if (layer.corrupt) words.push('corrupt');
  if (layer.lazyRefcounts) words.push('lazy');
  if (layer.headerLength !== undefined) words.push(`hdrlen=${layer.headerLength}`);
  return words;
}

/** The indented lines of a layer: host slots, extensions, snapshots, edits. */
export function layerDetails(layer: Layer): string[] {
  const details: string[] = [];
  if (layer.format === 'qcow2') {
    if (layer.slots !== undefined) details.push(`at ${printSlots(layer.slots)}`.trimEnd());
    for (const { type, data } of layer.extensions ?? [])
      details.push(`ext 0x${type.toString(16).padStart(8, '0')} = ${printWord(data)}`);
    for (const { name, cells } of layer.snapshots ?? [])
      details.push(`snapshot ${printWord(name)} |${printRow(cells)}|`);
  }
  for (const edit of layer.edits ?? []) details.push(`set ${printEdit(edit)}`);
  return details.map(detail => `    ${detail}`);
}

/** Slots in guest order, where two or more rise or fall by one as a range: 3 0..1 9..7. */
function printSlots(slots: readonly number[]): string {
  const words: string[] = [];
  for (let at = 0; at < slots.length; ) {
    const step = slots[at + 1] === slots[at]! - 1 ? -1 : 1;
    let last = at;
    while (slots[last + 1] === slots[last]! + step) last += 1;
    words.push(last === at ? `${slots[at]}` : `${slots[at]}..${slots[last]}`);
    at = last + 1;
  }
  return words.join(' ');
}

function printEdit(edit: Edit): string {
  if (edit.field === 'byte') return `byte[${printNumber(edit.at)}] = ${edit.bytes}`;
  return `${printField(edit)} = ${printNumber(edit.value)}`;
}

function printField(edit: Extract<Edit, { value: bigint }>): string {
  if (edit.field === 'length') return edit.field;
  if (edit.field === 'header') return `header.${edit.name}`;
  return edit.field === 'l2-bitmap' ? `l2[${edit.index}].bitmap` : `${edit.field}[${edit.index}]`;
}

/** Numbers below ten look the same in both; greater ones are hexadecimal. */
function printNumber(value: bigint): string {
  return value < 10n ? `${value}` : `0x${value.toString(16)}`;
}
