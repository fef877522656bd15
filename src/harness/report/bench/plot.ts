import type { BenchResult, Curve, Line, Row } from '../../runs/bench/result.ts';
import type { Content } from '../markup.ts';
import { milliseconds, times } from './summary.ts';
import { label, shape, ticksTo } from './svg.ts';

const width = 960;
const margin = 32;
const colours = { ours: '#0969da', start: '#a5cdf7', theirs: '#bc5f04', rule: '#d0d7de', quiet: '#59636e' };
const rowHeight = 58;
const barsAt = 96;
const barHeight = 15;
const barLeft = 120;

/** The result as an SVG picture: two bars for each chain, and below them a small plot for each series. */
export function plot(result: BenchResult): string {
  const panelsAt = barsAt + result.rows.length * rowHeight + 20;
  const height = panelsAt + Math.ceil(result.curves.length / 2) * panelHeight;
  return shape(
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
  ).markup;
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

const panelHeight = 236;
const plotHeight = 140;
const gap = 64;
const panelWidth = (width - 2 * margin - gap) / 2;
const axisWidth = 52;

/** One series: time upward, size to the right, both from 0. Linear growth is a straight line. */
function panel({ name, unit, sizes, ours, theirs }: Curve, index: number, top: number): Content {
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
    curve(sizes, theirs, colours.theirs, x, y),
    curve(sizes, ours, colours.ours, x, y),
  ];
}

type Scale = (value: number) => number;

function curve(sizes: readonly number[], { cpu }: Line, colour: string, x: Scale, y: Scale): Content {
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
