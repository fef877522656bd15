import { element, type Markup } from './markup.ts';

/** The box that opens when a cell or a bar has the pointer or the focus. */
export function popupView(title: string, lines: readonly string[]): Markup {
  return element(
    'div',
    { class: 'popup' },
    element('b', {}, title),
    element('div', { class: 'lines' }, lines.join('\n')),
  );
}
