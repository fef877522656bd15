import { join } from 'node:path';
import type { Query, Recipe } from '../../../../../generators/recipe/recipe.ts';
import { newest } from '../../../../map/profile/profile.ts';
import { differenceOfOutcomes } from '../../../answers/outcome-difference.ts';
import { type Lab, withOracles } from '../../../parties/lab.ts';
import type { Oracle } from '../../../parties/oracle/oracle.ts';
import type { StartLimits } from '../../../parties/oracle/program.ts';
import { start } from '../../../parties/oracle/start.ts';
import type { InProcess } from '../../../parties/subject/subject.ts';
import type { Verdict } from '../../../verdict/judge.ts';
import { threadCpuSeconds } from './cpu-seconds.ts';
import { cutOut, type FaultyCase } from './cut-out.ts';
import { guestRangeAt } from './neighbourhood.ts';
import { printModel } from './print-model.ts';
import { type Sink, streamDifference, writeStream } from './stream-difference.ts';

/** A lab whose subject can print maps of any length. */
export interface SweepLab extends Lab {
  readonly parties: Lab['parties'] & { readonly subject: InProcess };
}

/** A chain whose files are in `folder`. */
export interface WrittenChain {
  readonly recipe: Recipe;
  readonly folder: string;
}

/** The check of one long map. */
export interface ChainCheck {
  readonly verdict: Verdict;
  /** A small case that shows the fault, if there is one. */
  readonly faulty: FaultyCase | undefined;
  /** Entries of the map. */
  readonly extents: number;
  /** CPU seconds of our own map with the comparison, and of the model. */
  readonly seconds: { readonly subject: number; readonly model: number };
}

/**
 * A map of a hundred thousand extents takes qemu-img a second, and more on a loaded machine. Each extent prints up to 160
 * bytes.
 */
export const chainLimits: StartLimits = { milliseconds: 300_000, bytes: 2 ** 28 };

/** Whose map the subject's map of a chain is compared with. */
export interface ChainOptions {
  readonly oracle: Oracle | undefined;
  /** The model takes part. */
  readonly isModelled: boolean;
}

/**
 * Maps a chain with an oracle, with the subject and perhaps with the model, and compares the maps as streams.
 * Without an oracle the subject prints the map of the newest version. Where two maps differ, the columns around the first
 * difference become a case of their own.
 */
export async function checkChain(
  lab: SweepLab,
  { recipe, folder }: WrittenChain,
  { oracle, isModelled }: ChainOptions,
): Promise<ChainCheck> {
  const { parties } = lab;
  const { limits = chainLimits, cancel, scheduler } = parties;
  const query: Query = ['--output=json', recipe.layers.at(-1)!.name];
  const profile = oracle?.profile ?? newest;
  const path = join(folder, 'map.json');
  const seconds = { subject: 0, model: 0 };
  let extents = 0;
  const checked = (verdict: Verdict, faulty?: FaultyCase): ChainCheck => ({
    verdict,
    faulty,
    extents,
    seconds,
  });

  const answer =
    oracle &&
    (await start(oracle.program, ['map', ...query], folder, {
      into: path,
      limits,
      ...(cancel && { cancel }),
      ...(scheduler && { scheduler }),
    }));
  if (answer?.kind === 'error') return checked({ kind: 'oracle-error', error: answer.error });

  const beforeSubject = threadCpuSeconds();
  const printSubject = (sink: Sink) =>
    parties.subject.streamAnswer(query, folder, profile, bytes => {
      for (const byte of bytes) if (byte === newline) extents += 1;
      sink(bytes);
    });
  const subject =
    answer === undefined ? writeStream(path, printSubject) : streamDifference(path, printSubject);
  seconds.subject = threadCpuSeconds() - beforeSubject;
  if (subject.returned.kind === 'unsupported')
    return checked({ kind: 'skipped', reason: subject.returned.reason });

  const beforeModel = threadCpuSeconds();
  const prediction = isModelled ? parties.predict(recipe, query, profile.version, parties.host) : undefined;
  const model =
    prediction?.kind === 'extents'
      ? streamDifference(path, sink => printModel(prediction.extents, sink))
      : undefined;
  seconds.model = threadCpuSeconds() - beforeModel;

  const endsDiffer =
    answer !== undefined && differenceOfOutcomes(subject.returned.outcome, answer.outcome) !== undefined;
  const at = subject.at ?? model?.at ?? (endsDiffer ? Number.MAX_SAFE_INTEGER : undefined);
  if (at === undefined) {
    if (answer === undefined) return checked({ kind: 'unjudged' });
    const reason =
      prediction?.kind === 'abstains' ? prediction.reason : 'the model predicts one version of a sweep';
    return checked(
      model === undefined ? { kind: 'match', modelled: false, reason } : { kind: 'match', modelled: true },
    );
  }
  const oneOracle = withOracles(lab, oracle === undefined ? [] : [oracle]);
  const faulty = await cutOut(oneOracle, recipe, query, guestRangeAt(path, at));
  return faulty === undefined ? checked(notRepeated) : checked(faulty.check.verdict, faulty);
}

const newline = 10;

const notRepeated: Verdict = {
  kind: 'oracle-error',
  error: { kind: 'unsteady', detail: 'a difference was seen once, and not again' },
};
