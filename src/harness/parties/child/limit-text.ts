import { mostTogether, type Overflow } from './child-output.ts';
import type { ChildLimits } from './child-run.ts';

/** Says that a child took longer than it may. */
export function hangText({ milliseconds }: Pick<ChildLimits, 'milliseconds'>): string {
  return `no end within ${milliseconds} ms`;
}

/** Says that a child printed more than it may. */
export function floodText({ bytes }: Pick<ChildLimits, 'bytes'>, overflow: Overflow): string {
  return overflow === 'flooded'
    ? `more than ${bytes} bytes of output`
    : `more output than the ${mostTogether} bytes that all programs together may print at once`;
}
