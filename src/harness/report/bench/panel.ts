import type { Content } from '../../../drawing/markup.ts';
import type { Curve, Line } from '../../runs/bench/result.ts';
import { colours, margin, width } from './plot-style.ts';
import { label, shape, ticksTo } from './svg.ts';

/** Pixels of a panel, from top to bottom. */
export const panelHeight = 236;
const plotHeight = 140;
const gap = 64;
const panelWidth = (width - 2 * margin - gap) / 2;
const axisWidth = 52;

/** One series: time upward, size to the right, both from 0. Linear growth is a straight line. */
export function panel({ name, unit, sizes, ours, theirs }: Curve, index: number, top: number): Content {
  const left = margin + (index % 2) * (panelWidth + gap) + axisWidth;
  const bottom = top + Math.floor(index / 2) * panelHeight + 34 + plotHeight;
  const all = [...ours.cpu, ...theirs.cpu].map(({ most }) => most * 1000);
  const ticks = ticksTo(Math.max(...all));
  const right = left + panelWidth - axisWidth;
  const x = (size: number): number => left + ((right - left) * size) / sizes.at(-1)!;
  const y = (time: number): number => bottom - (plotHeight * time) / ticks.at(-1)!;
  const small = { 'font-size': 11, fill: colours.quiet };
  return [
    label(left - axisWidth, bottom - plotHeight - 18, `By ${name}`, { 'font-weight': 600 }),
    ticks.map(tick => [
      shape('line', { x1: left, x2: right, y1: y(tick), y2: y(tick), stroke: colours.rule }),
      label(left - 8, y(tick) + 4, tick === ticks.at(-1) ? `${tick} ms` : String(tick), {
        ...small,
        'text-anchor': 'end',
      }),
    ]),
    sizes
      .slice(1)
      .map(size => label(x(size), bottom + 16, String(size), { ...small, 'text-anchor': 'middle' })),
    label(right, bottom + 34, unit, { ...small, 'text-anchor': 'end' }),
    curve(sizes, theirs.cpu, colours.theirs, { x, y }),
    curve(sizes, ours.cpu, colours.ours, { x, y }),
  ];
}

/** The places of a size and of a time, in pixels. */
interface Scales {
  readonly x: (size: number) => number;
  readonly y: (milliseconds: number) => number;
}

function curve(sizes: readonly number[], cpu: Line['cpu'], colour: string, { x, y }: Scales): Content {
  const points = sizes.map((size, index) => {
    const { median, least, most } = cpu[index]!;
    return { x: x(size), y: y(median * 1000), top: y(most * 1000), bottom: y(least * 1000) };
  });
  return [
    shape('polyline', {
      points: points.map(point => `${point.x.toFixed(1)},${point.y.toFixed(1)}`).join(' '),
      fill: 'none',
      stroke: colour,
      'stroke-width': 2,
    }),
    points.map(point => [
      shape('line', { x1: point.x, x2: point.x, y1: point.top, y2: point.bottom, stroke: colour }),
      shape('circle', { cx: point.x, cy: point.y, r: 3.5, fill: colour }),
    ]),
  ];
}
