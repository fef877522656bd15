import { refineBit } from '../bits.ts';
import * as blocks from './blocks.ts';
import { describeBlocks, describeEntries, placeBlocks } from './blocks.ts';
import * as cursor from './cursor.ts';
import { offsetAt } from './cursor.ts';
import { clusterCode, subclusterCode } from './entry.ts';
import { begin, complete, discardUnfinished, isDone, next as nextExtents } from './extents.ts';
import { makePrinter, print, printedAt } from './json.ts';
import { Layer, newLayer, subclusterBits, wordsOf } from './layer.ts';
import * as scanning from './scan.ts';
import { stepAt } from './steps.ts';
import * as windows from './window.ts';

// The functions that the host calls. Offsets are doubles where the host has doubles; those of extents are exact.

let top: Layer | null = null;
let lowest: Layer | null = null;

/** Drops all layers and frees all memory. */
export function reset(): void {
  heap.reset();
  top = null;
  lowest = null;
}

/** Adds a layer below the others; see Layer. */
export function addLayer(
  id: i32,
  virtualSize: f64,
  supportsBacking: bool,
  wantZero: bool,
  windowBytes: i32,
): Layer {
  const layer = newLayer();
  layer.id = id;
  layer.virtualSize = <i64>virtualSize;
  layer.supportsBacking = supportsBacking;
  layer.wantZero = wantZero;
  layer.windowBytes = windowBytes;
  if (top === null) top = layer;
  else lowest!.below = layer;
  layer.above = lowest;
  lowest = layer;
  return layer;
}

export function describeTables(
  layer: Layer,
  size: f64,
  clusterBits: i32,
  tableBits: i32,
  wrongBits: i32,
  isExtended: bool,
  isExternal: bool,
  isEncrypted: bool,
): void {
  layer.size = <i64>size;
  layer.clusterBits = clusterBits;
  layer.tableBits = tableBits;
  layer.wrongBits = wrongBits;
  layer.unitBits = isExtended ? clusterBits - subclusterBits : clusterBits;
  layer.isExtended = isExtended;
  layer.isExternal = isExternal;
  layer.isEncrypted = isEncrypted;
}

export function setPreallocated(layer: Layer): void {
  // A hole of an encrypted image doesn't read as zeros.
  layer.refining = layer.isEncrypted ? 0 : refineBit;
}

/** Asks the host for each run: the window alone doesn't give the answer. */
export function setIndirect(layer: Layer): void {
  layer.isDirect = false;
}

/** Where the host writes the words of the window. */
export function windowWords(layer: Layer): usize {
  return wordsOf(layer);
}

export function setWindow(layer: Layer, start: f64, end: f64): void {
  windows.setWindow(layer, <i64>start, <i64>end);
}

export function setBlocks(layer: Layer, start: f64, end: f64, blockBytes: f64): void {
  blocks.setBlocks(layer, <i64>start, <i64>end, <i64>blockBytes);
}

// Blocks, as their window is described.
export { describeBlocks, describeEntries, placeBlocks };

export function placeClusters(layer: Layer, count: i32, clusterBytes: f64, first: f64, end: f64): i32 {
  return blocks.placeClusters(layer, count, <i64>clusterBytes, <i64>first, <i64>end);
}

export function scan(layer: Layer, offset: f64, limit: f64): void {
  scanning.scan(layer, <i64>offset, <i64>limit);
}

export function setRun(layer: Layer, start: f64, end: f64, kind: i32, offset: f64, file: i32): void {
  const run = layer.run;
  run.start = <i64>start;
  run.end = <i64>end;
  run.kind = kind;
  run.offset = <i64>offset;
  run.file = file;
}

export function setSegment(layer: Layer, start: f64, end: f64, isHole: bool): void {
  layer.segmentStart = <i64>start;
  layer.segmentEnd = <i64>end;
  layer.isHole = isHole;
}

// The run that was found last.

export function runStart(layer: Layer): f64 {
  return <f64>layer.run.start;
}

export function runEnd(layer: Layer): f64 {
  return <f64>layer.run.end;
}

export function runKind(layer: Layer): i32 {
  return layer.run.kind;
}

export function runOffset(layer: Layer): f64 {
  return <f64>layer.run.offset;
}

export function runFile(layer: Layer): i32 {
  return layer.run.file;
}

// The answer that the cursor was moved to.

export function moveTo(layer: Layer, offset: f64, limit: f64): void {
  cursor.moveTo(layer, <i64>offset, <i64>limit);
}

export function cursorEnd(layer: Layer): f64 {
  return <f64>layer.current.end;
}

export function cursorKind(layer: Layer): i32 {
  return layer.current.kind;
}

export function cursorFile(layer: Layer): i32 {
  return layer.current.file;
}

export function cursorOffset(layer: Layer, byte: f64): f64 {
  return <f64>offsetAt(layer.current, <i64>byte);
}

// Extents.

export { begin, complete, discardUnfinished, isDone };

export function next(most: i32): void {
  nextExtents(top!, most);
}

export function start(index: i32): i64 {
  return stepAt(index).start;
}

export function length(index: i32): i64 {
  return stepAt(index).length;
}

export function offset(index: i32): i64 {
  return stepAt(index).offset;
}

export function file(index: i32): i32 {
  return stepAt(index).file;
}

export function flags(index: i32): i32 {
  return stepAt(index).flags;
}

// The codes of single clusters, and the printer.
export { clusterCode, makePrinter, print, printedAt, subclusterCode };
