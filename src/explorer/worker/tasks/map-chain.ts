import { printQuery } from '../../../../generators/recipe/picture/print/print-query.ts';
import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import { PictureError } from '../../../../generators/recipe/picture/text/picture-error.ts';
import type { Query, Recipe } from '../../../../generators/recipe/recipe.ts';
import { virtualSize } from '../../../../generators/recipe/virtual-size.ts';
import { WriteError } from '../../../../generators/write/write-error.ts';
import { type Drawing, type DrawnChain, drawChain } from '../../../drawing/drawing.ts';
import type { Stretch } from '../../../drawing/layer-cells.ts';
import type { RecordedName } from '../../../map/profile/profile.ts';
import { answersOfVersions } from '../answer/answers-of-versions.ts';
import { type ShownAnswer, shownAnswers } from '../answer/shown-answer.ts';
import { withHosts } from '../drawing/host-offsets.ts';
import { onAxis } from '../drawing/on-axis.ts';
import type { ChainInput } from '../open/chain-input.ts';
import { openInput } from '../open/open-input.ts';
import type { DrawnCase } from '../open/opened-chain.ts';

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
  readonly answers: readonly ShownAnswer[];
}

/** Maps a chain as each recorded version does, and draws it. */
export function mapChain({ chain, query: index, output, at, window, hosts }: MapRequest): ChainMap {
  try {
    const opened = openInput(chain, window);
    const seen = window ?? opened.part;
    const { queries, drawn, notes, missing } = opened;
    const query = queries[index] ?? queries[0]!;
    const answers = answersOfVersions(asked(query, output), opened.source, seen);
    const sides = answers.map(({ versions, answer: { extents } }) => ({ name: namesOf(versions), extents }));
    return {
      kind: 'mapped',
      queries: queries.map(printQuery),
      ...(drawn.kind === 'drawn' && {
        drawing: withHosts(
          {
            ...onAxis(
              drawChain({ ...drawnOf(drawn, query), sides, at, window: seen, folds: true }, unexplained),
            ),
            pointable: true,
          },
          hosts ? { words: query, source: opened.source } : undefined,
        ),
        ...(seen !== undefined && { window: seen }),
        size: sizeOf(drawn.value.recipe),
        case: printCase(drawn.value),
      }),
      ...(drawn.kind === 'refused' && { refusal: drawn.message }),
      answers: shownAnswers(answers, at),
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

function namesOf(versions: readonly RecordedName[]): string {
  const [first] = versions;
  return versions.length > 1 ? `${first} to ${versions.at(-1)}` : `${first}`;
}

/** The page explains the byte that one points at, not each cell. */
const unexplained = () => ({ at: () => [], close: () => {} });
