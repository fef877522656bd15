import type { BigRow } from '../../runs/bench/big-loads.ts';
import { inProcessTarget, memoryTarget } from '../../runs/bench/contests.ts';
import type { BenchResult, Curve, Line, Row } from '../../runs/bench/result.ts';
import type { Spread } from '../../runs/bench/statistics.ts';
import { tableLines } from './table.ts';

/** The table in Markdown with aligned columns, and the other figures below it. */
export function summaryLinesOf(result: BenchResult): string[] {
  const { date, host, node, oracle, runs, start, inProcess } = result;
  return [
    `${date.slice(0, 10)}: ${host}, Node ${node.slice(1)}, ${oracle}. Medians of ${runs} runs; least to most in brackets.`,
    '',
    ...tableOf(result),
    '',
    `An empty Node script takes ${milliseconds(start.median)} of CPU. In process, a chain of three layers is opened, mapped and closed in ${milliseconds(inProcess.median)}.`,
    'What is left is a Node script without logic, which reads the tables once and copies the output once.',
    ...result.big.map(bigLine),
    ...result.curves.map(curveLine),
    ...belowTarget(result),
  ];
}

function tableOf({ rows }: BenchResult): string[] {
  const head = [
    'chain',
    'CPU of qemu-img',
    'CPU of ours',
    'times less',
    'what is left',
    'our memory',
    'target',
  ];
  return tableLines([head, ...rows.map(rowCells)]);
}

function rowCells({ name, theirs, ours, ratio, floor, target, reached }: Row): string[] {
  const wanted = target.kind === 'ratio' ? `${target.least}×` : "no more, Node's start aside";
  return [
    name,
    milliseconds(theirs.cpu.median),
    milliseconds(ours.cpu.median),
    `${times(ratio.median)} (${times(ratio.least)} to ${times(ratio.most)})`,
    floor === undefined ? '' : milliseconds(floor.median),
    `${(ours.memory.most / 1e6).toFixed(0)} MB`,
    `${wanted}: ${reached ? 'yes' : 'no'}`,
  ];
}

function bigLine({ name, usage }: BigRow): string {
  return `Big: ${name}: ${milliseconds(usage.cpu)} of CPU, ${(usage.memory / 1e6).toFixed(0)} MB.`;
}

const shapes = { linear: 'linear', slower: 'less than linear', faster: 'more than linear' } as const;

function curveLine({ name, one, ours, theirs }: Curve): string {
  const text = (line: Line): string =>
    line.growth.kind === 'flat'
      ? 'flat'
      : `${shapes[line.growth.kind]}, ${shortTime(line.growth.slope)} ${one}`;
  return `Growth by ${name}: ours ${text(ours)}; qemu-img's ${text(theirs)}.`;
}

/** One line for each target that is missed, or a line that all targets are reached. */
export function belowTarget({ rows, big, inProcess, curves }: BenchResult): string[] {
  const missed = [
    ...rows.filter(row => !row.reached).map(row => row.name),
    ...rows.filter(row => row.ours.memory.most >= memoryTarget).map(row => `memory: ${row.name}`),
    ...big.filter(({ usage }) => usage.memory >= memoryTarget).map(({ name }) => `memory: ${name}`),
    ...(inProcess.median >= inProcessTarget ? ['in process'] : []),
    ...curves.filter(({ ours }) => ours.growth.kind === 'faster').map(({ name }) => `growth by ${name}`),
  ];
  return missed.length === 0 ? ['All targets are reached.'] : missed.map(what => `Below target: ${what}`);
}

/** Seconds as milliseconds: `1.25 ms`. */
export function milliseconds(seconds: Spread['median']): string {
  const value = seconds * 1000;
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}

/** A ratio, with more digits if it is small. */
export function times(ratio: number): string {
  return ratio.toFixed(ratio < 1 ? 2 : 1);
}

function shortTime(seconds: number): string {
  return seconds >= 1e-3 ? `${(seconds * 1e3).toFixed(2)} ms` : `${(seconds * 1e6).toFixed(2)} µs`;
}
