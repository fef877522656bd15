import { mostTogether, type Overflow } from './child-output.ts';
import type { ChildLimits } from './child-run.ts';

/** Says that a child took longer than it may. */
export function hangText({ milliseconds }: Pick<ChildLimits, 'milliseconds'>): string {
  return `no end within ${durationText(milliseconds)}`;
}

/** Says that a child that goes on running took longer for one answer than it may. */
export function silenceText({ milliseconds }: Pick<ChildLimits, 'milliseconds'>): string {
  return `no answer within ${durationText(milliseconds)}`;
}

/** Says that a child printed more than it may. Both texts are the same up to a colon: a program that floods may get either. */
export function floodText({ bytes }: Pick<ChildLimits, 'bytes'>, overflow: Overflow): string {
  return overflow === 'flooded'
    ? `more than ${sizeText(bytes)} of output`
    : `more than ${sizeText(mostTogether)} of output: all programs together may print no more at once`;
}

function durationText(milliseconds: number): string {
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000} s` : `${milliseconds} ms`;
}

function sizeText(bytes: number): string {
  const mebibyte = 2 ** 20;
  return bytes % mebibyte === 0 ? `${bytes / mebibyte} MiB` : `${bytes} bytes`;
}
