import type { Content } from '../../../drawing/markup.ts';
import { markupText } from '../../../drawing/markup-text.ts';
import type { BenchResult, Row } from '../../runs/bench/result.ts';
import { panel, panelHeight } from './panel.ts';
import { colours, margin, width } from './plot-style.ts';
import { milliseconds, times } from './summary.ts';
import { label, shape } from './svg.ts';

const rowHeight = 58;
const barsAt = 96;
const barHeight = 15;
const barLeft = 120;

/** The result as an SVG picture: two bars for each chain, and below them a small plot for each series. */
export function plot(result: BenchResult): string {
  const panelsAt = barsAt + result.rows.length * rowHeight + 20;
  const height = panelsAt + Math.ceil(result.curves.length / 2) * panelHeight;
  const image = shape(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      'font-family': 'system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif',
      'font-size': 13,
      fill: '#1f2328',
    },
    shape('rect', { width, height, rx: 8, fill: '#ffffff' }),
    heading(result),
    bars(result),
    result.curves.map((curve, index) => panel(curve, index, panelsAt)),
  );
  return markupText(image);
}

function heading({ date, host, node, oracleName }: BenchResult): Content {
  const swatch = (x: number, colour: string, text: string): Content => [
    shape('rect', { x, y: 61, width: 12, height: 12, rx: 2, fill: colour }),
    label(x + 18, 72, text),
  ];
  return [
    label(margin, 34, 'CPU time of map --output=json, whole processes', {
      'font-size': 18,
      'font-weight': 600,
    }),
    label(width - margin, 34, `${date.slice(0, 10)}  ·  ${host.split(',')[0]}  ·  Node ${node.slice(1)}`, {
      fill: colours.quiet,
      'text-anchor': 'end',
    }),
    swatch(margin, colours.theirs, `qemu-img ${oracleName}`),
    swatch(margin + 150, colours.ours, 'map-parity'),
    swatch(margin + 260, colours.start, "of that, Node's own start"),
  ];
}

function bars({ rows, start }: BenchResult): Content {
  const most = Math.max(...rows.flatMap(({ ours, theirs }) => [ours.cpu.most, theirs.cpu.most]));
  const scale = (width - margin - barLeft - 90) / most;
  return rows.map((row, index) => pair(row, barsAt + index * rowHeight, scale, start.median));
}

/** The name, the ratio and the two bars of a chain. A thin line on each bar goes from the least to the most. */
function pair({ name, ours, theirs, ratio }: Row, y: number, scale: number, start: number): Content {
  const bar = (at: number, { median, least, most }: typeof ours.cpu, colour: string): Content => [
    shape('rect', {
      x: barLeft,
      y: at,
      width: Math.max(1, median * scale),
      height: barHeight,
      fill: colour,
    }),
    shape('line', {
      x1: barLeft + least * scale,
      x2: barLeft + most * scale,
      y1: at + barHeight / 2,
      y2: at + barHeight / 2,
      stroke: '#1f2328',
      'stroke-opacity': 0.55,
    }),
    label(barLeft + Math.max(median, most) * scale + 8, at + 12, milliseconds(median), { 'font-size': 12 }),
  ];
  const started = Math.min(start, ours.cpu.median) * scale;
  return [
    label(barLeft, y + 12, name),
    label(barLeft - 16, y + 41, `${times(ratio.median)}×`, {
      'text-anchor': 'end',
      'font-size': 22,
      'font-weight': 600,
      fill: ratio.median >= 1 ? '#1f2328' : colours.quiet,
    }),
    bar(y + 18, theirs.cpu, colours.theirs),
    bar(y + 18 + barHeight + 1, ours.cpu, colours.ours),
    shape('rect', {
      x: barLeft,
      y: y + 18 + barHeight + 1,
      width: started,
      height: barHeight,
      fill: colours.start,
    }),
  ];
}
