import { join } from 'node:path';
import type { Query, Recipe } from '../../../../generators/recipe/recipe.ts';
import { newest } from '../../../map/profile/profile.ts';
import { differenceOfOutcomes } from '../../answers/compare.ts';
import type { Scratch } from '../../files/scratch.ts';
import type { Oracle } from '../../parties/oracle/find.ts';
import type { StartLimits } from '../../parties/oracle/start.ts';
import { startInto } from '../../parties/oracle/start-into.ts';
import type { Parties } from '../../parties/parties.ts';
import type { InProcess } from '../../parties/subject/subject.ts';
import type { Verdict } from '../../verdict/judge.ts';
import { childCpuSeconds, ownCpuSeconds } from './cpu-seconds.ts';
import { cutOut, type ShownCase } from './cut-out.ts';
import { tellModel } from './model-text.ts';
import { guestRangeAt } from './neighbourhood.ts';
import { type Listener, toldDifference, writeTold } from './told-difference.ts';

/** Parties whose subject can answer at any length. */
export interface SweepParties extends Parties {
  readonly subject: InProcess;
}

/** A chain that stands written in its folder. */
export interface WrittenChain {
  readonly recipe: Recipe;
  readonly folder: string;
}

/** What came of one long map. */
export interface ChainCheck {
  readonly verdict: Verdict;
  /** The small case that shows what is wrong, if something is. */
  readonly shown: ShownCase | undefined;
  /** How many entries the map has. */
  readonly extents: number;
  /** CPU seconds of each. */
  readonly seconds: { readonly oracle: number; readonly subject: number; readonly model: number };
}

/** A map of a hundred thousand extents takes qemu-img a second, on a loaded machine more; each prints up to 160 bytes. */
const limits: StartLimits = { milliseconds: 300_000, bytes: 2 ** 28 };

/**
 * Maps a chain by an oracle (by none, as the newest version), by the subject and, if `modelled`, by the model, and
 * compares what they print as streams. Where they differ the columns around the first difference become a case of its own.
 */
export async function checkChain(
  parties: SweepParties,
  scratch: Scratch,
  { recipe, folder }: WrittenChain,
  oracle: Oracle | undefined,
  modelled: boolean,
): Promise<ChainCheck> {
  const query: Query = ['--output=json', recipe.layers.at(-1)!.name];
  const profile = oracle?.profile ?? newest;
  const path = join(folder, 'map.json');
  const seconds = { oracle: 0, subject: 0, model: 0 };
  let extents = 0;
  const came = (verdict: Verdict, shown?: ShownCase): ChainCheck => ({ verdict, shown, extents, seconds });

  const beforeOracle = childCpuSeconds();
  const answer =
    oracle && (await startInto(path, oracle.program, ['map', ...query], folder, limits, parties.cancel));
  seconds.oracle = childCpuSeconds() - beforeOracle;
  if (answer?.kind === 'error') return came({ kind: 'oracle-error', error: answer.error });

  const beforeSubject = ownCpuSeconds();
  const tell = (listener: Listener) =>
    parties.subject.tell(query, folder, profile, bytes => {
      for (const byte of bytes) if (byte === newline) extents += 1;
      listener(bytes);
    });
  const subject = answer === undefined ? writeTold(path, tell) : toldDifference(path, tell);
  seconds.subject = ownCpuSeconds() - beforeSubject;
  if (subject.told.kind === 'unsupported') return came({ kind: 'skipped', reason: subject.told.reason });

  const beforeModel = ownCpuSeconds();
  const prediction = modelled ? parties.predict(recipe, query, profile.version, parties.host) : undefined;
  const model =
    prediction?.kind === 'extents'
      ? toldDifference(path, listener => tellModel(prediction.extents, listener))
      : undefined;
  seconds.model = ownCpuSeconds() - beforeModel;

  const endsDiffer =
    answer !== undefined && differenceOfOutcomes(subject.told.outcome, answer.outcome) !== undefined;
  const at = subject.at ?? model?.at ?? (endsDiffer ? Number.MAX_SAFE_INTEGER : undefined);
  if (at === undefined) {
    if (answer === undefined) return came({ kind: 'unjudged' });
    const reason = prediction?.kind === 'abstains' ? prediction.reason : 'it was asked for one version';
    return came(
      model === undefined ? { kind: 'match', modelled: false, reason } : { kind: 'match', modelled: true },
    );
  }
  const alone: Parties = { ...parties, oracles: oracle === undefined ? [] : [oracle] };
  const shown = await cutOut(alone, scratch, recipe, query, guestRangeAt(path, at));
  return shown === undefined ? came(notAgain) : came(shown.check.verdict, shown);
}

const newline = 10;

const notAgain: Verdict = {
  kind: 'oracle-error',
  error: { kind: 'unsteady', detail: 'a difference was seen once, and not again' },
};
