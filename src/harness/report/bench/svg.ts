import { type Content, element, type Markup } from '../../../drawing/markup.ts';

type SvgAttributes = Readonly<Record<string, string | number>>;

/** An SVG element, its numbers rounded to hundredths of a pixel. */
export function shape(name: string, attributes: SvgAttributes, ...content: readonly Content[]): Markup {
  const rounded = Object.entries(attributes).map(([key, value]) => [
    key,
    typeof value === 'number' ? Math.round(value * 100) / 100 : value,
  ]);
  return element(name, Object.fromEntries(rounded), ...content);
}

/** A line of text. Its start, its end or its middle is at (x, y), on the base line. */
export function label(x: number, y: number, text: string, attributes: SvgAttributes = {}): Markup {
  return shape('text', { x, y, ...attributes }, text);
}

/** About `count` values of an axis from 0 to `most` or a bit above, in steps of 1, 2 or 5 times a power of ten. */
export function ticksTo(most: number, count = 4): number[] {
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find(factor => factor * power >= rough) ?? 10);
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
}
