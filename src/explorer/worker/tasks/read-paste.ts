import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import { compareExtents, type ExtentComparison } from '../../../harness/answers/compare-extents.ts';
import type { ReadExtent } from '../../../harness/answers/extents/read-extent.ts';
import type { PastedMap } from '../../../harness/answers/pasted/pasted-map.ts';
import { readPastedMap } from '../../../harness/answers/pasted/read-pasted-map.ts';
import { HarnessError } from '../../../harness/basics/harness-error.ts';
import { rebuild } from '../../../harness/cases/rebuild/rebuild.ts';
import { versionOfMap } from '../../../harness/cases/rebuild/version-of-map.ts';

/** A map that was found in a pasted text, or why there is none. */
export type ReadPaste =
  | {
      readonly kind: 'map';
      /** The versions that print such maps, in words. */
      readonly description: string;
      readonly extents: readonly ReadExtent[];
      /** The chain that prints this map, in the picture notation; or why none does. */
      readonly chain: Chain;
    }
  | { readonly kind: 'mistaken'; readonly message: string };

type Chain =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'none'; readonly message: string };

/** Two texts, and the maps in them extent by extent, if both have one. */
export interface ReadPastes {
  readonly pastes: readonly ReadPaste[];
  readonly comparison: readonly ExtentComparison[] | undefined;
}

/** Finds the map in each of some texts, and compares the first two. */
export function readPastes(texts: readonly string[]): ReadPastes {
  const pastes = texts.map((text, index) => readPaste(text, index));
  const [left, right] = pastes;
  return {
    pastes,
    comparison:
      left?.kind === 'map' && right?.kind === 'map' ? compareExtents(left.extents, right.extents) : undefined,
  };
}

function readPaste(text: string, index: number): ReadPaste {
  try {
    const map = readPastedMap(new TextEncoder().encode(text), `map ${index + 1}`, 'take');
    const { description } = versionOfMap(map);
    return { kind: 'map', description, extents: map.extents.map(withoutLine), chain: chainOf(map) };
  } catch (error) {
    return { kind: 'mistaken', message: messageOf(error) };
  }
}

function withoutLine({ line, ...extent }: PastedMap['extents'][number]): ReadExtent {
  return extent;
}

function chainOf(map: PastedMap): Chain {
  try {
    return { kind: 'text', text: printCase({ notes: [], ...rebuild([map]) }) };
  } catch (error) {
    return { kind: 'none', message: messageOf(error) };
  }
}

/** @throws what is no mistake in the text */
function messageOf(error: unknown): string {
  if (!(error instanceof HarnessError)) throw error;
  return error.message;
}
