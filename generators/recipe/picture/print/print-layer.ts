import { printByteSize } from '../../byte-size.ts';
import type { Edit, Layer } from '../../recipe.ts';
import { notationOf } from '../notations.ts';
import { printWord, quoteWord } from '../text/word.ts';

/** The words of a layer's first line, without its row. */
export interface LayerHead {
  readonly name: string;
  readonly format: string;
  readonly unit: string;
  readonly attributes: string;
}

/** The first line of a layer, without its row. */
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
  const served = layer.served === undefined ? [] : [`nbd=${layer.served}`];
  return [...size, ...served, ...notationOf(layer).printAttributes(layer)];
}

/** The indented lines of a layer: the details of its format, then its edits. */
export function layerDetails(layer: Layer): string[] {
  const edits = (layer.edits ?? []).map(edit => `set ${printEdit(edit)}`);
  return [...notationOf(layer).printDetails(layer), ...edits].map(detail => `    ${detail}`);
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

/** Decimal below ten, else hexadecimal. */
function printNumber(value: bigint): string {
  return value < 10n ? `${value}` : `0x${value.toString(16)}`;
}
