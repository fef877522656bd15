import { cellLetters } from '../../generators/recipe/picture/row/cell-letter.ts';
import { element, type Markup } from './markup.ts';

/**
 * The legend of the colours and letters in drawings.
 *
 * @param place what the frame is around
 */
export function legendView(place: string): Markup {
  const entry = (classes: string, letter: string | undefined, text: string): Markup =>
    element('span', {}, element('i', { class: classes }, letter), text);
  return element(
    'p',
    { class: 'legend' },
    Object.entries(cellLetters).map(([state, letter]) => entry(state, letter, state)),
    entry('data hidden', '#', 'hidden by a layer above'),
    entry('place', undefined, place),
  );
}
