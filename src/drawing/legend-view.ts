import { cellLetters } from '../../generators/recipe/picture/cell-letter.ts';
import { element, type Markup } from './markup.ts';

/**
 * The legend of the colours and letters in drawings.
 *
 * @param place what the frame is around
 */
export function legendView(place: string): Markup {
  return element(
    'p',
    { class: 'legend' },
    Object.entries(cellLetters).map(([state, letter]) => [element('i', { class: state }, letter), state]),
    element('i', { class: 'data hidden' }, '#'),
    'hidden by a layer above',
    element('i', { class: 'place' }),
    place,
  );
}
