import type { WriteStream } from 'node:tty';
import type { Tally } from '../campaign/tally.ts';
import { plural } from './plural.ts';

/** Shows how far a campaign is. */
export interface Progress {
  show(tally: Tally, findings: number, milliseconds: number): void;
  /** Says that so many findings are reduced now. */
  reducing(findings: number): void;
  /** Clears the line, so that other text can be printed. */
  clear(): void;
}

/** One live line on a terminal; in a log a plain line now and then. */
export function progressOn(stream: WriteStream): Progress {
  const line = statusLineOn(stream);
  return {
    show: (tally, findings, milliseconds) =>
      line.show(() => progressText(tally, findings, milliseconds), milliseconds),
    reducing: findings => line.say(`reducing ${plural(findings, 'finding')}`),
    clear: line.clear,
  };
}

/** A line that says how far something is; `milliseconds` is how long it has run. */
export interface StatusLine {
  show(text: () => string, milliseconds: number): void;
  /** Shows it whenever the last was shown. */
  say(text: string): void;
  /** Clears the line, so that other text can be printed. */
  clear(): void;
}

/** One live line on a terminal; in a log a plain line now and then. */
export function statusLineOn(stream: WriteStream): StatusLine {
  return stream.isTTY ? liveLine(stream) : plainLines(stream);
}

function liveLine(stream: WriteStream): StatusLine {
  const everyMilliseconds = 100;
  let shown = Number.NEGATIVE_INFINITY;
  const clear = (): void => {
    stream.write('\r\x1b[K');
  };
  const say = (text: string): void => {
    clear();
    stream.write(text.slice(0, (stream.columns || 80) - 1));
  };
  return {
    clear,
    say,
    show(text, milliseconds) {
      if (milliseconds - shown < everyMilliseconds) return;
      shown = milliseconds;
      say(text());
    },
  };
}

function plainLines(stream: WriteStream): StatusLine {
  const everyMilliseconds = 15_000;
  let shown = 0;
  const say = (text: string): void => {
    stream.write(`${text}\n`);
  };
  return {
    clear: () => {},
    say,
    show(text, milliseconds) {
      if (milliseconds - shown < everyMilliseconds) return;
      shown = milliseconds;
      say(text());
    },
  };
}

/** `12 s  345 cases  2760 checks  230/s  no findings`. */
export function progressText(tally: Tally, findings: number, milliseconds: number): string {
  const seconds = milliseconds / 1000;
  const parts = [
    `${seconds.toFixed(0)} s`,
    plural(tally.cases, 'case'),
    plural(tally.checks, 'check'),
    `${(tally.checks / seconds).toFixed(0)}/s`,
    findings === 0 ? 'no findings' : plural(findings, 'finding'),
  ];
  return parts.join('  ');
}
