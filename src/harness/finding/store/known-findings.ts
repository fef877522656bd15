import { existsSync, readFileSync } from 'node:fs';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import { PictureError } from '../../../../generators/recipe/picture/text/picture-error.ts';
import type { Case } from '../../../../generators/recipe/recipe.ts';
import { recorded } from '../../../map/profile/profile.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import { parseVersionRange } from './version-range.ts';

/** A finding that was reviewed and is expected for now, with its smallest case by value. */
export interface KnownFinding {
  /** The fine form. */
  readonly signature: string;
  /** The command of the subject that shows it, in one line. Absent: any subject that reads the file, ours in the file of this project. */
  readonly subject?: string;
  readonly reason: string;
  /** A link to where it is followed up. */
  readonly link: string;
  /** The versions on which it is expected: short names of recorded builds, and ranges like `5.2..11.1`. */
  readonly versions: readonly string[];
  /** The last day on which it is expected, like `2027-01-31`. */
  readonly until: string;
  /** The smallest case, with one query. */
  readonly value: Case;
  /** The line where the entry begins, from 1. */
  readonly line: number;
}

const keys = ['finding', 'subject', 'reason', 'link', 'versions', 'until'] as const;
type Key = (typeof keys)[number];
const entryStart = '# finding: ';

/**
 * Reads a file of known findings. An entry is a case in the notation. Its first note is `finding:` with the signature; the
 * notes `reason:`, `link:`, `versions:` and `until:` follow, and `subject:` may. Text before the first entry is for people. A missing file has no
 * entries.
 *
 * @throws HarnessError `bad-known` at the first mistake, with its line
 */
export function readKnownFindings(path: string): KnownFinding[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  const starts = [...lines.keys()].filter(index => lines[index]!.startsWith(entryStart));
  const heading = lines.slice(0, starts[0]).findIndex(line => line !== '' && !line.startsWith('#'));
  if (heading >= 0)
    fail(path, heading, `an entry begins with ${JSON.stringify(entryStart.trim())}, before its case`);
  return starts.map((start, index) => {
    const entry = readEntry(path, lines, start, starts[index + 1] ?? lines.length);
    const twin = starts.find(other => other < start && lines[other] === lines[start]);
    if (twin !== undefined) fail(path, start, `this finding is in line ${twin + 1} already`);
    return entry;
  });
}

function readEntry(path: string, lines: readonly string[], start: number, end: number): KnownFinding {
  // Empty lines take the place of the text before the entry, so that a mistake is reported with its line of the file.
  const text = [...Array<string>(start).fill(''), ...lines.slice(start, end)].join('\n');
  const value = caseOf(path, text);
  const noted = new Map<Key, string>();
  for (const [index, note] of value.notes.entries()) {
    const [, key, noteText] = /^([\w-]+): +(.*\S)/.exec(note) ?? [];
    const known = keys.find(name => name === key);
    if (known === undefined || noteText === undefined)
      fail(
        path,
        start + index,
        `${JSON.stringify(note)} is none of ${keys.join(', ')}, with a colon and a text`,
      );
    else if (noted.has(known)) fail(path, start + index, `${known} is there twice`);
    else noted.set(known, noteText);
  }
  const noteOf = (key: Key): string => noted.get(key) ?? fail(path, start, `${key} is missing`);
  const lineOf = (key: Key): number => start + value.notes.findIndex(note => note.startsWith(`${key}:`));
  const [versions, until, link] = [noteOf('versions').split(/[ ,]+/), noteOf('until'), noteOf('link')];
  for (const version of versions) {
    if (!Object.hasOwn(recorded, version) && parseVersionRange(version) === undefined)
      fail(
        path,
        lineOf('versions'),
        `${version} is none of ${Object.keys(recorded).join(', ')}, and no range like 5.2..11.1`,
      );
  }
  if (!isDate(until)) fail(path, lineOf('until'), `${until} is no date like 2027-01-31`);
  if (!URL.canParse(link)) fail(path, lineOf('link'), `${link} is no link like https://…`);
  if (value.queries.length !== 1) fail(path, start, 'the case has to have one map');
  const subject = noted.get('subject');
  return {
    signature: noteOf('finding'),
    ...(subject !== undefined && { subject }),
    reason: noteOf('reason'),
    link,
    versions,
    until,
    value,
    line: start + 1,
  };
}

function caseOf(path: string, text: string): Case {
  try {
    return parseCase(text);
  } catch (cause) {
    if (!(cause instanceof PictureError)) throw cause;
    return fail(path, cause.place.line - 1, cause.message.replace(/^line \d+: /, ''));
  }
}

/** Whether a text is a day of the calendar, like `2027-01-31`. */
export function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(time) && dayOf(new Date(time)) === text;
}

/** The day of a moment, in UTC. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** The text of an entry. */
export function printKnownFinding({
  signature,
  subject,
  reason,
  link,
  versions,
  until,
  value,
}: Omit<KnownFinding, 'line'>): string {
  const notes = [
    `finding: ${signature}`,
    ...(subject === undefined ? [] : [`subject: ${subject}`]),
    `reason: ${reason}`,
    `link: ${link}`,
    `versions: ${versions.join(' ')}`,
    `until: ${until}`,
  ];
  return printCase({ ...value, notes });
}

function fail(path: string, index: number, what: string): never {
  throw new HarnessError('bad-known', `${path}, line ${index + 1}: ${what}`);
}
