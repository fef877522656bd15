import type { ComponentType } from 'preact';

/** A part of the address of a view: `#/NAME/PLACE?PARAMETERS`. */
export interface ViewAddress {
  /** What stands after the name of the view, decoded: the name of a case, for example. Empty: nothing. */
  readonly place: string;
  readonly parameters: URLSearchParams;
}

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
