import type { WriteStream } from 'node:tty';
import type { Findings } from '../finding/findings.ts';
import type { Tally } from '../runs/tally.ts';
import { plural } from './plural.ts';

/** Shows how far a campaign is. */
export interface Progress {
  show(tally: Tally, findings: Pick<Findings, 'found' | 'pending'>, milliseconds: number): void;
  /** Says that sightings are reduced, and how many are left. */
  reducing(left: number): void;
  /** Clears the line, so that other text can be printed. */
  clear(): void;
}

/** One live line on a terminal; in a log a plain line now and then. */
export function progressOn(stream: WriteStream): Progress {
  const line = statusLineOn(stream);
  return {
    show: (tally, findings, milliseconds) =>
      line.show(() => progressText(tally, findings, milliseconds), milliseconds),
    reducing: left => line.say(`reducing what was found, ${left} to go`),
    clear: line.clear,
  };
}

/** A line that says how far something is; `milliseconds` is how long it has run. */
export interface StatusLine {
  show(text: () => string, milliseconds: number): void;
  /** Shows what is no question of how long it has run. */
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
  let said = Number.NEGATIVE_INFINITY;
  return {
    clear: () => {},
    say(text) {
      if (performance.now() - said < everyMilliseconds) return;
      said = performance.now();
      stream.write(`${text}\n`);
    },
    show(text, milliseconds) {
      if (milliseconds - shown < everyMilliseconds) return;
      shown = milliseconds;
      stream.write(`${text()}\n`);
    },
  };
}

/** `12 s  345 cases  2760 checks  230/s  2 findings, 1 to reduce`. */
export function progressText(
  tally: Tally,
  { found, pending }: Pick<Findings, 'found' | 'pending'>,
  milliseconds: number,
): string {
  const seconds = milliseconds / 1000;
  const parts = [
    `${seconds.toFixed(0)} s`,
    plural(tally.cases, 'case'),
    plural(tally.checks, 'check'),
    `${(tally.checks / seconds).toFixed(0)}/s`,
    (found.size === 0 ? 'no findings' : plural(found.size, 'finding')) +
      (pending > 0 ? `, ${pending} to reduce` : ''),
  ];
  return parts.join('  ');
}
