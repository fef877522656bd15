import { pairPlace, possiblePairs } from '../../../../generators/coverage/combinations.ts';
import { isSet } from '../../../../generators/coverage/coverage.ts';
import { items } from '../../../../generators/coverage/items.ts';
import { type Content, element, type Markup } from '../../../drawing/markup.ts';
import type { Result } from '../../runs/result/result.ts';
import { coverageLines } from '../campaign/coverage-lines.ts';

/** Pixels of the square of a pair, and of the labels beside the squares. */
const cell = 11;
const margin = 118;

/** The covered pairs of items, as a lower triangle: a square for each possible pair. */
export function coverageView(result: Pick<Result, 'coverage' | 'features'>): Markup {
  const { coverage } = result;
  const size = margin + items.length * cell;
  const pairs = [...possiblePairs()];
  const isCovered = ([i, j]: readonly [number, number]): boolean => isSet(coverage.pairs, pairPlace(i, j));
  return element(
    'div',
    {},
    ...coverageLines(result).map(line => element('p', {}, line.trim())),
    element(
      'p',
      { class: 'legend' },
      element('i', { class: 'covered' }),
      'covered: together at one border under one query',
      element('i', { class: 'uncovered' }),
      'not covered',
      element('i', { class: 'impossible' }),
      'impossible',
    ),
    element(
      'div',
      { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'covered pairs' },
      element(
        'svg',
        {
          class: 'matrix',
          viewBox: `0 0 ${size} ${size}`,
          width: size,
          height: size,
          role: 'img',
          'aria-label': 'a square for each pair of items, coloured if it is covered',
        },
        element('path', { class: 'covered', d: squares(pairs.filter(isCovered)) }),
        pairs.filter(pair => !isCovered(pair)).map(uncoveredSquare),
        items.map(labels),
      ),
    ),
  );
}

/** The squares of some pairs as one path. */
function squares(pairs: readonly (readonly [number, number])[]): string {
  return pairs
    .map(([i, j]) => `M${margin + i * cell} ${margin + j * cell}h${cell - 1}v${cell - 1}h-${cell - 1}z`)
    .join('');
}

/** The square of a pair that isn't covered, with the names of its items. */
function uncoveredSquare([i, j]: readonly [number, number]): Content {
  return element(
    'rect',
    { class: 'uncovered', x: margin + i * cell, y: margin + j * cell, width: cell - 1, height: cell - 1 },
    element('title', {}, `not covered: ${items[j]!.name} with ${items[i]!.name}`),
  );
}

/** The name of an item at the left of its row, and on the diagonal above its column. */
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
