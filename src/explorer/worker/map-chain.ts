import { PictureError } from '../../../generators/recipe/picture/picture-error.ts';
import { printCase } from '../../../generators/recipe/picture/print-case.ts';
import { printQuery } from '../../../generators/recipe/picture/print-query.ts';
import type { Query, Recipe } from '../../../generators/recipe/recipe.ts';
import { virtualSize } from '../../../generators/recipe/virtual-size.ts';
import { WriteError } from '../../../generators/write/write-error.ts';
import { type Drawing, type DrawnChain, drawChain } from '../../drawing/drawing.ts';
import type { Stretch } from '../../drawing/layer-cells.ts';
import type { FileSource } from '../../map/portable.ts';
import { behaviours } from '../../map/profile/behaviours.ts';
import { changingBehaviours } from '../../map/profile/changing-behaviours.ts';
import { newest, type RecordedName, recorded } from '../../map/profile/profile.ts';
import { type Answer, mostBytes, type RawAnswer, rawAnswer, readAnswer, sameAnswer } from './answer.ts';
import type { ChainInput } from './chain-input.ts';
import { withHosts } from './host-offsets.ts';
import { openInput } from './open-input.ts';
import type { DrawnCase, OpenInput } from './opened-chain.ts';

/** What the page shows of a map: as qemu-img prints it, or a context of NBD. */
export type Output = 'json' | 'human' | 'base:allocation' | 'qemu:allocation-depth';

/** What is asked of a chain. */
export interface MapRequest {
  readonly chain: ChainInput;
  /** Which of its queries, from 0. A chain without queries has one: the map of its top layer. */
  readonly query: number;
  readonly output: Output;
  /** The guest offset that is looked at, in bytes. */
  readonly at: bigint | undefined;
  /** The guest bytes that are drawn. Undefined: all. */
  readonly window: Stretch | undefined;
  /** Whether the drawing has host offsets. */
  readonly hosts: boolean;
}

/** A chain and what map says of it; or why there is none. */
export type ChainMap =
  | MappedChain
  /** The text is no chain, or no files can be made of it. */
  | { readonly kind: 'mistaken'; readonly message: string };

export interface MappedChain {
  readonly kind: 'mapped';
  /** The queries of the chain, as the notation has them. */
  readonly queries: readonly string[];
  /** Absent: the chain can't be opened, or not be drawn. */
  readonly drawing?: Drawing;
  /** The guest bytes that are drawn. Absent: all. */
  readonly window?: Stretch;
  /** The guest bytes of its longest layer. */
  readonly size?: bigint;
  /** The chain as a case with its query. */
  readonly case?: string;
  /** Why there is no drawing. */
  readonly refusal?: string;
  /** What the drawing doesn't show, and what a browser can't know. */
  readonly notes: readonly string[];
  /** The files that the chain names and that are not there. */
  readonly missing: readonly string[];
  /** The different answers, in the order of the versions. */
  readonly answers: readonly VersionsAnswer[];
}

/** The answer of some versions, and why it is another than the one before. */
export interface VersionsAnswer {
  readonly versions: readonly RecordedName[];
  readonly answer: Answer;
  readonly reasons: readonly Reason[];
}

/** A row of the table of behaviours. */
export interface Reason {
  readonly name: string;
  readonly why: string;
}

/** Maps a chain as each recorded version does, and draws it. */
export function mapChain({ chain, query: index, output, at, window, hosts }: MapRequest): ChainMap {
  try {
    const opened = openInput(chain, window);
    const seen = window ?? opened.part;
    const { queries, drawn, notes, missing } = opened;
    const query = queries[index] ?? queries[0]!;
    const answers = answersOf(asked(query, output), opened, seen);
    const sides = answers.map(({ versions, answer: { extents } }) => ({ name: namesOf(versions), extents }));
    return {
      kind: 'mapped',
      queries: queries.map(printQuery),
      ...(drawn.kind === 'drawn' && {
        drawing: withHosts(
          {
            ...drawChain({ ...drawnOf(drawn, query), sides, at, window: seen, folds: true }, unexplained),
            pointable: true,
          },
          hosts ? { words: query, source: opened.source } : undefined,
        ),
        ...(seen !== undefined && { window: seen }),
        size: sizeOf(drawn.value.recipe),
        case: printCase(drawn.value),
      }),
      ...(drawn.kind === 'refused' && { refusal: drawn.message }),
      answers,
      notes,
      missing,
    };
  } catch (error) {
    if (error instanceof PictureError || error instanceof WriteError)
      return { kind: 'mistaken', message: error.message };
    throw error;
  }
}

function sizeOf({ layers }: Recipe): bigint {
  return layers.map(virtualSize).reduce((most, size) => (size > most ? size : most), 0n);
}

/** What is drawn of a case for a query. */
function drawnOf(
  { value: { recipe, queries }, renamed }: DrawnCase,
  query: Query,
): Pick<DrawnChain, 'recipe' | 'query'> {
  return { recipe, query: renamed ? queries[0]! : query };
}

/** The words of a query with an output of our choice: of several `--output`, the last one counts. */
function asked(query: Query, output: Output): Query {
  const isContext = (word: string): boolean => word.startsWith('--context=');
  if (output === 'json' || output === 'human')
    return [...query.filter(word => !isContext(word)), `--output=${output}`];
  return [...query.filter(word => !isContext(word)), `--context=${output}`];
}

/** The answers of all versions. Of a map that is too long, that of the window. */
function answersOf(asked: Query, { source }: OpenInput, window: Stretch | undefined): VersionsAnswer[] {
  const words =
    window !== undefined && rawAnswer(asked, newest, source).isCut ? withWindow(asked, window) : asked;
  const found: { versions: RecordedName[]; given: RawAnswer; reasons: readonly Reason[] }[] = [];
  for (const version of Object.keys(recorded) as RecordedName[]) {
    const given = rawAnswer(words, recorded[version], source);
    const last = found.at(-1);
    if (last !== undefined && sameAnswer(last.given, given)) last.versions.push(version);
    else {
      const before = last?.versions.at(-1);
      const reasons = before === undefined ? [] : reasonsFor(words, { before, version }, source);
      found.push({ versions: [version], given, reasons });
    }
  }
  return found.map(({ versions, given, reasons }) => ({ versions, reasons, answer: readAnswer(given) }));
}

function withWindow(words: Query, { start, end }: Stretch): Query {
  return words.some(word => word.startsWith('--context'))
    ? words
    : [...words, '-s', `${start}`, '-l', `${end - start}`];
}

/** Most differences show at the beginning of an answer, which is had sooner. */
const beginnings = [2 ** 13, mostBytes];

/** The rows of the table of behaviours by which a version answers otherwise than the one before. */
function reasonsFor(
  words: Query,
  { before, version }: { readonly before: RecordedName; readonly version: RecordedName },
  source: FileSource,
): Reason[] {
  for (const most of beginnings) {
    const older = rawAnswer(words, recorded[before], source, most);
    const names = changingBehaviours(
      recorded[before],
      recorded[version],
      profile => !sameAnswer(rawAnswer(words, profile, source, most), older),
    );
    if (names.length > 0) return names.map(name => ({ name, why: behaviours[name].why }));
  }
  return [];
}

function namesOf(versions: readonly RecordedName[]): string {
  const [first] = versions;
  return versions.length > 1 ? `${first} to ${versions.at(-1)}` : `${first}`;
}

/** The page explains the byte that one points at, not each cell. */
const unexplained = () => ({ at: () => [], close: () => {} });
