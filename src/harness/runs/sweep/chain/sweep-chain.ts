import { join } from 'node:path';
import type { ColumnChain } from '../../../../../generators/sweep/chain-sweep.ts';
import { chainRecipe } from '../../../../../generators/sweep/columns/column-sweep.ts';
import { writtenColumns } from '../../../../../generators/sweep/columns/written-columns.ts';
import { writeRecipe } from '../../../../../generators/write/write-recipe.ts';
import type { SeenFault } from '../../../finding/seen-fault.ts';
import { foundText } from '../../../finding/store/case-notes.ts';
import { storeAndIdentify } from '../../../finding/store-and-identify.ts';
import type { Lab } from '../../../parties/lab.ts';
import type { InProcess } from '../../../parties/subject/subject.ts';
import { count, emptyTally, type Tally } from '../../tally.ts';
import { checkChain, queryOfChain } from './check-chain.ts';
import { timed } from './cpu-seconds.ts';

/** A chain of a sweep that is to be checked. */
export interface ChainTask {
  readonly chain: ColumnChain;
  /** Its place in the sweep. */
  readonly index: number;
  /** The title of the sweep. */
  readonly title: string;
}

/** What the check of a chain came to. */
export interface SweptChain {
  /** The numbers of its columns, as its written tables have them; NaN for one that is damaged. */
  readonly columns: Float64Array;
  readonly tally: Tally;
  readonly faults: readonly SeenFault[];
  /** A map for each oracle, in their order, until the sweep was cancelled. */
  readonly maps: readonly { readonly extents: number; readonly subjectSeconds: number }[];
  /** CPU seconds of writing the chain, of reading its tables back, and of the model. */
  readonly writeSeconds: number;
  readonly coverageSeconds: number;
  readonly modelSeconds: number;
}

/**
 * Writes a chain, reads its tables back for coverage, and maps it once with every oracle and with the subject. The model takes longer
 * than both, so it predicts the map of the newest oracle only. After a difference, which is stored, the next oracle follows.
 */
export async function sweepChain(
  shop: Lab & { readonly findings: string },
  { chain, index, title }: ChainTask,
): Promise<SweptChain> {
  const { parties, scratch } = shop;
  const lab = { scratch, parties: { ...parties, subject: parties.subject as InProcess } };
  const oracles = parties.oracles.length === 0 ? [undefined] : parties.oracles;
  const origin = `chain ${index + 1} of the sweep over ${title}`;
  const tally = emptyTally();
  const faults: SeenFault[] = [];
  const maps: { extents: number; subjectSeconds: number }[] = [];
  let modelSeconds = 0;
  const folder = scratch.caseFolder(index);
  try {
    const recipe = chainRecipe(chain);
    const [, writeSeconds] = timed(() => writeRecipe(recipe, folder.path));
    const paths = recipe.layers.map(({ name }) => join(folder.path, name));
    const [columns, coverageSeconds] = timed(() => Float64Array.from(writtenColumns(chain.layers, paths)));
    for (const [place, oracle] of oracles.entries()) {
      const options = { oracle, isModelled: oracle === oracles.at(-1) };
      const { verdict, faulty, extents, seconds } = await checkChain(
        lab,
        { recipe, folder: folder.path },
        options,
      );
      if (parties.cancel?.aborted) break;
      maps.push({ extents, subjectSeconds: seconds.subject });
      modelSeconds += seconds.model;
      count(tally, verdict, oracle?.name ?? 'none', {
        origin,
        at: index,
        text: () => foundText(recipe, queryOfChain(recipe), origin),
      });
      if (faulty === undefined) continue;
      const identified = await storeAndIdentify(shop, faulty.value, origin, faulty.check);
      if (identified !== undefined) faults.push({ identified, at: index * oracles.length + place, origin });
    }
    return { columns, tally, faults, maps, writeSeconds, coverageSeconds, modelSeconds };
  } finally {
    folder.drop();
  }
}
