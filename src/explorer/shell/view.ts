import type { ComponentType } from 'preact';
import type { ViewAddress } from './address.ts';

/** One view of the page: a line of `views.ts`. */
export interface View {
  /** The first word of its address. */
  readonly name: string;
  /** Its link, and the title of the window. */
  readonly title: string;
  /** What one does there, in a line. */
  readonly purpose: string;
  readonly component: ComponentType<ViewAddress>;
}
