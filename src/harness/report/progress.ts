import type { WriteStream } from 'node:tty';
import type { Tally } from '../campaign/tally.ts';
import { plural } from './plural.ts';

/** Shows how far a campaign is. */
export interface Progress {
  show(tally: Tally, findings: number, milliseconds: number): void;
  /** Clears the line, so that other text can be printed. */
  clear(): void;
}

/** One live line on a terminal; in a log a plain line now and then. */
export function progressOn(stream: WriteStream): Progress {
  return stream.isTTY ? liveLine(stream) : plainLines(stream);
}

function liveLine(stream: WriteStream): Progress {
  const everyMilliseconds = 100;
  let shown = Number.NEGATIVE_INFINITY;
  const clear = (): void => {
    stream.write('\r\x1b[K');
  };
  return {
    clear,
    show(tally, findings, milliseconds) {
      if (milliseconds - shown < everyMilliseconds) return;
      shown = milliseconds;
      clear();
      stream.write(progressText(tally, findings, milliseconds).slice(0, (stream.columns || 80) - 1));
    },
  };
}

function plainLines(stream: WriteStream): Progress {
  const everyMilliseconds = 15_000;
  let shown = 0;
  return {
    clear: () => {},
    show(tally, findings, milliseconds) {
      if (milliseconds - shown < everyMilliseconds) return;
      shown = milliseconds;
      stream.write(`${progressText(tally, findings, milliseconds)}\n`);
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
