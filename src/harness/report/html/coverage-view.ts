import { pairPlace, possiblePairs } from '../../../../generators/coverage/combinations.ts';
import { type Coverage, isSet } from '../../../../generators/coverage/coverage.ts';
import { items } from '../../../../generators/coverage/items.ts';
import { coverageLines } from '../coverage-lines.ts';
import { type Content, element, type Markup } from '../markup.ts';

/** Pixels of one pair, and of the labels beside them. */
const cell = 11;
const margin = 118;

/** Which items met which, as a lower triangle: a square for each pair that can meet. */
export function coverageView(coverage: Coverage): Markup {
  const size = margin + items.length * cell;
  const pairs = [...possiblePairs()];
  const isMet = ([i, j]: readonly [number, number]): boolean => isSet(coverage.pairs, pairPlace(i, j));
  return element(
    'div',
    {},
    ...coverageLines(coverage).map(line => element('p', {}, line.trim())),
    element(
      'p',
      { class: 'legend' },
      element('i', { class: 'met' }),
      'met at one border under one query',
      element('i', { class: 'unmet' }),
      'never met',
      element('i', { class: 'never' }),
      'can’t meet',
    ),
    element(
      'div',
      { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'pairs that met' },
      element(
        'svg',
        {
          class: 'matrix',
          viewBox: `0 0 ${size} ${size}`,
          width: size,
          height: size,
          role: 'img',
          'aria-label': 'a square for each pair of items, coloured where they met',
        },
        element('path', { class: 'met', d: squares(pairs.filter(isMet)) }),
        pairs.filter(pair => !isMet(pair)).map(unmetSquare),
        items.map(labels),
      ),
    ),
  );
}

/** Squares as one path, neighbours of a row joined. */
function squares(pairs: readonly (readonly [number, number])[]): string {
  return pairs
    .map(([i, j]) => `M${margin + i * cell} ${margin + j * cell}h${cell - 1}v${cell - 1}h-${cell - 1}z`)
    .join('');
}

function unmetSquare([i, j]: readonly [number, number]): Content {
  return element(
    'rect',
    { class: 'unmet', x: margin + i * cell, y: margin + j * cell, width: cell - 1, height: cell - 1 },
    element('title', {}, `${items[j]!.name} never with ${items[i]!.name}`),
  );
}

/** The item's name at the left of its row, and, for a reader of columns, at the foot of the diagonal. */
function labels({ name, kind }: (typeof items)[number], number: number): Content {
  const text = kind === 'column' ? `|${name}|` : name;
  const at = margin + number * cell;
  return [
    element('text', { x: margin - 5, y: at + cell - 2, 'text-anchor': 'end' }, text),
    element(
      'text',
      { transform: `translate(${at + cell - 2} ${at - 3}) rotate(-60)`, class: 'diagonal' },
      text,
    ),
  ];
}
