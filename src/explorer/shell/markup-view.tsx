import { type ComponentChild, h } from 'preact';
import type { Content } from '../../drawing/markup.ts';

/** A tree of elements, as the report has it, on the page. */
export function MarkupView({ content }: { readonly content: Content }): ComponentChild {
  return shown(content);
}

function shown(content: Content): ComponentChild {
  if (content === undefined || typeof content === 'string' || typeof content === 'number') return content;
  if (!('name' in content)) return content.map(shown);
  return h(content.name, { ...content.attributes }, content.content.map(shown));
}
