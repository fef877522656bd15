import { type Content, element, type Markup } from '../../../drawing/markup.ts';

/** A section of the page with a heading. */
export function section(id: string, title: string, ...content: readonly Content[]): Markup {
  return element(
    'section',
    { id, 'aria-labelledby': `${id}-title` },
    element('h2', { id: `${id}-title` }, title),
    content,
  );
}
