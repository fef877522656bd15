import type { Drawing } from './drawing.ts';
import type { Attributes } from './markup.ts';

/**
 * What makes a part of a drawing something that one can point at: a button with the guest offset that it begins at, or a picture that
 * opens its explanation.
 */
export function pointed({ pointable }: Drawing, start: bigint, name: string): Attributes {
  return pointable === true
    ? { tabindex: -1, role: 'button', 'aria-label': name, 'data-at': String(start) }
    : { tabindex: 0, role: 'img', 'aria-label': name };
}
