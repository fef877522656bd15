import { cellLetters } from '../../../../generators/recipe/picture/cell-letter.ts';
import { element, type Markup } from '../markup.ts';

/** What the colours and letters of drawings mean. */
export function legendView(): Markup {
  return element(
    'p',
    { class: 'legend' },
    Object.entries(cellLetters).map(([state, letter]) => [element('i', { class: state }, letter), state]),
    element('i', { class: 'data hidden' }, '#'),
    'hidden by a layer above',
    element('i', { class: 'place' }),
    'first difference',
  );
}
