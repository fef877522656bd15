import { printByteSize } from '../../generators/recipe/byte-size.ts';
import type { Drawing } from './drawing.ts';
import { firstStretch, gridArea } from './grid-area.ts';
import { type Content, element } from './markup.ts';

/** The widths of the stretches: a longer stretch is up to four times as wide, and none is narrower than its label. */
export function stretchWidths({ axis: { borders }, at }: Drawing): string[] {
  const lengths = borders.slice(1).map((border, index) => Number(border - borders[index]!));
  const shortest = Math.min(...lengths);
  return lengths.map((length, index) => {
    const isLast = index === lengths.length - 1;
    const text = printByteSize(borders[index]!) + (isLast ? ` ${printByteSize(borders.at(-1)!)}` : '');
    const label = Math.max(borders[index] === at ? 5.5 : 2.4, 0.5 * text.length + 0.4);
    return `minmax(${label.toFixed(1)}rem,${Math.min(4, length / shortest).toFixed(2)}fr)`;
  });
}

/** The guest offsets of the borders, above the layers. */
export function axisRow({ axis: { borders } }: Drawing): Content {
  return [
    element('div', { class: 'label quiet', style: 'grid-area:1/1' }, 'guest offset'),
    borders
      .slice(0, -1)
      .map((border, index) =>
        element(
          'div',
          { class: 'tick', style: gridArea(0, index, index + 1), title: `${border} bytes` },
          printByteSize(border),
          index === borders.length - 2
            ? element('span', { class: 'end' }, printByteSize(borders.at(-1)!))
            : undefined,
        ),
      ),
  ];
}

/** A frame over all rows at the stretch of the first difference. */
export function differenceFrame({ axis, at }: Drawing, rows: number): Content {
  if (at === undefined) return undefined;
  const index = Math.min(axis.borders.indexOf(at), axis.borders.length - 2);
  if (index < 0) return undefined;
  return element('div', {
    class: 'place',
    style: `grid-row:1/span ${rows};grid-column:${index + firstStretch}`,
  });
}
