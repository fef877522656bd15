import { join } from 'node:path';
import type { Query, Recipe } from '../../../../../generators/recipe/recipe.ts';
import { newest, type Profile } from '../../../../map/profile/profile.ts';
import type { Outcome } from '../../../answers/outcome.ts';
import { differenceOfOutcomes } from '../../../answers/outcome-difference.ts';
import { type Lab, withOracles } from '../../../parties/lab.ts';
import type { Oracle } from '../../../parties/oracle/oracle.ts';
import type { Started, StartLimits } from '../../../parties/oracle/program.ts';
import { start } from '../../../parties/oracle/start.ts';
import type { InProcess, OwnAnswer } from '../../../parties/subject/subject.ts';
import type { Verdict } from '../../../verdict/judge.ts';
import { timed } from './cpu-seconds.ts';
import { cutOut, type FaultyCase } from './cut-out.ts';
import { guestRangeAt } from './neighbourhood.ts';
import { printModel } from './print-model.ts';
import { type Compared, type Sink, streamDifference, writeStream } from './stream-difference.ts';

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
  const query = queryOfChain(recipe);
  const task: ChainMap = { recipe, folder, query, oracle, path: join(folder, 'map.json') };
  let answer: Outcome | undefined;
  if (oracle !== undefined) {
    const started = await mapIntoFile(lab, task, oracle);
    if (started.kind === 'error')
      return { ...nothingMapped, verdict: { kind: 'oracle-error', error: started.error } };
    answer = started.outcome;
  }

  const [subject, subjectSeconds] = timed(() => compareSubject(lab, task));
  const { extents, returned } = subject;
  const ofSubject = { ...nothingMapped, extents, seconds: { subject: subjectSeconds, model: 0 } };
  if (returned.kind === 'unsupported')
    return { ...ofSubject, verdict: { kind: 'skipped', reason: returned.reason } };

  const [model, modelSeconds] = timed(() => (isModelled ? compareModel(lab, task) : unasked));
  const ofBoth = { ...ofSubject, seconds: { subject: subjectSeconds, model: modelSeconds } };
  const endsDiffer = answer !== undefined && differenceOfOutcomes(returned.outcome, answer) !== undefined;
  const at = subject.at ?? model.at ?? (endsDiffer ? Number.MAX_SAFE_INTEGER : undefined);
  if (at === undefined)
    return { ...ofBoth, verdict: answer === undefined ? { kind: 'unjudged' } : model.agreement };
  const oneOracle = withOracles(lab, oracle === undefined ? [] : [oracle]);
  const faulty = await cutOut(oneOracle, recipe, query, guestRangeAt(task.path, at));
  return { ...ofBoth, verdict: faulty?.check.verdict ?? notRepeated, faulty };
}

/** The query that a chain of a sweep is mapped by. */
export function queryOfChain({ layers }: Recipe): Query {
  return ['--output=json', layers.at(-1)!.name];
}

/** One map of a chain. */
interface ChainMap extends WrittenChain {
  readonly query: Query;
  readonly oracle: Oracle | undefined;
  /** The file that has the first map, with which the others are compared. */
  readonly path: string;
}

const nothingMapped = { faulty: undefined, extents: 0, seconds: { subject: 0, model: 0 } };

async function mapIntoFile(
  { parties: { limits = chainLimits, cancel, scheduler } }: Lab,
  { query, folder, path }: ChainMap,
  { program }: Oracle,
): Promise<Started> {
  return start(program, ['map', ...query], folder, {
    into: path,
    limits,
    ...(cancel && { cancel }),
    ...(scheduler && { scheduler }),
  });
}

/** Compares the map of the subject with that of the oracle. Without an oracle it is the first map. */
function compareSubject(
  { parties: { subject } }: SweepLab,
  { query, folder, path, oracle }: ChainMap,
): Compared<OwnAnswer> & { readonly extents: number } {
  let extents = 0;
  const print = (sink: Sink): OwnAnswer =>
    subject.streamAnswer(query, folder, profileOf(oracle), bytes => {
      for (const byte of bytes) if (byte === newline) extents += 1;
      sink(bytes);
    });
  const compared = oracle === undefined ? writeStream(path, print) : streamDifference(path, print);
  return { ...compared, extents };
}

/** What the model says of a chain. */
interface ModelCheck {
  /** See `Compared`. */
  readonly at: number | undefined;
  /** The verdict if all maps are equal. */
  readonly agreement: Verdict;
}

const unasked = modelSilent('the model predicts one version of a sweep');

function modelSilent(reason: string): ModelCheck {
  return { at: undefined, agreement: { kind: 'match', modelled: false, reason } };
}

function compareModel({ parties }: Lab, { recipe, query, oracle, path }: ChainMap): ModelCheck {
  const prediction = parties.predict(recipe, query, profileOf(oracle).version, parties.host);
  if (prediction.kind === 'abstains') return modelSilent(prediction.reason);
  if (prediction.kind !== 'extents') return unasked;
  const { at } = streamDifference(path, sink => printModel(prediction.extents, sink));
  return { at, agreement: { kind: 'match', modelled: true } };
}

function profileOf(oracle: Oracle | undefined): Profile {
  return oracle?.profile ?? newest;
}

const newline = 10;

const notRepeated: Verdict = {
  kind: 'oracle-error',
  error: { kind: 'unsteady', detail: 'a difference was seen once, and not again' },
};
