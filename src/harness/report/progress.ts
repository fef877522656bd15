import type { WriteStream } from 'node:tty';
import type { Findings } from '../finding/findings.ts';
import type { Tally } from '../runs/tally.ts';
import { plural } from './words/plural.ts';

/** Where progress goes: a terminal or not. */
export interface ProgressStream extends Pick<WriteStream, 'isTTY' | 'columns'> {
  write(text: string): boolean;
}

/** The progress of a campaign. */
export interface Progress {
  show(tally: Tally, findings: Pick<Findings, 'found' | 'pending'>, milliseconds: number): void;
  /** Sightings are being reduced, and `left` of them are left. */
  reducing(left: number): void;
  /** Clears the line, so that other text can be printed. */
  clear(): void;
}

/**
 * One live line on a terminal; in a log a plain line now and then.
 *
 * @param left the milliseconds until the time is up; infinite without a limit
 */
export function progressOn(stream: ProgressStream, left: () => number): Progress {
  const line = statusLineOn(stream);
  return {
    show: (tally, findings, milliseconds) =>
      line.show(() => progressText(tally, findings, milliseconds, left()), milliseconds),
    reducing: left => line.showNow(`reducing findings, ${left} to go`),
    clear: line.clear,
  };
}

/** A line of progress. */
export interface StatusLine {
  /** Shows a text, but not too often; `milliseconds` is how long the work has run. */
  show(text: () => string, milliseconds: number): void;
  /** Shows a text regardless of that time. */
  showNow(text: string): void;
  /** Clears the line, so that other text can be printed. */
  clear(): void;
}

/** One live line on a terminal; in a log a plain line now and then. */
export function statusLineOn(stream: ProgressStream): StatusLine {
  return stream.isTTY ? liveLine(stream) : plainLines(stream);
}

function liveLine(stream: ProgressStream): StatusLine {
  const everyMilliseconds = 100;
  let shownAt = Number.NEGATIVE_INFINITY;
  const clear = (): void => {
    stream.write('\r\x1b[K');
  };
  const showNow = (text: string): void => {
    clear();
    stream.write(text.slice(0, (stream.columns || 80) - 1));
  };
  return {
    clear,
    showNow,
    show(text, milliseconds) {
      if (milliseconds - shownAt < everyMilliseconds) return;
      shownAt = milliseconds;
      showNow(text());
    },
  };
}

function plainLines(stream: ProgressStream): StatusLine {
  const everyMilliseconds = 15_000;
  let shownAt = 0;
  let shownNowAt = Number.NEGATIVE_INFINITY;
  return {
    clear: () => {},
    showNow(text) {
      if (performance.now() - shownNowAt < everyMilliseconds) return;
      shownNowAt = performance.now();
      stream.write(`${text}\n`);
    },
    show(text, milliseconds) {
      if (milliseconds - shownAt < everyMilliseconds) return;
      shownAt = milliseconds;
      stream.write(`${text()}\n`);
    },
  };
}

/** The progress line of a campaign: `12 s, 48 s left  345 cases  2760 checks  230/s  2 findings, 1 to reduce`. */
function progressText(
  tally: Tally,
  { found, pending }: Pick<Findings, 'found' | 'pending'>,
  milliseconds: number,
  left: number,
): string {
  const seconds = milliseconds / 1000;
  const checks = tally.checks - tally.goldenChecks;
  const parts = [
    `${seconds.toFixed(0)} s${leftText(left)}`,
    plural(tally.cases, 'case'),
    plural(checks, 'check'),
    `${(checks / seconds).toFixed(0)}/s`,
    findingsText(found.size, pending),
  ];
  return parts.join('  ');
}

/** `, 48 s left`, `, 9 min left`; nothing without a limit. */
function leftText(milliseconds: number): string {
  if (milliseconds === Infinity) return '';
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return seconds < 120 ? `, ${seconds} s left` : `, ${Math.ceil(seconds / 60)} min left`;
}

/** `2 findings, 1 to reduce`, `1 finding to reduce`, `no findings`. */
function findingsText(found: number, pending: number): string {
  if (pending === 0) return found === 0 ? 'no findings' : plural(found, 'finding');
  return found === 0
    ? `${plural(pending, 'finding')} to reduce`
    : `${plural(found, 'finding')}, ${pending} to reduce`;
}
