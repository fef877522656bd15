import type { Attributes } from '../read/layer-draft.ts';
import type { Word } from '../text/word.ts';

/** An attribute of the notation. */
export interface Attribute {
  /** The property of a layer that it states. Two attributes about the same property exclude each other. */
  readonly about: keyof Attributes;
  /** What its value should be, in words. Absent: it takes no value. */
  readonly takes?: string;
  /** The property with its value, or undefined if the attribute doesn't take the value. */
  readonly read: (value: Word) => Attributes | undefined;
}
