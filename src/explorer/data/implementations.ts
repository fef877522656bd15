import { readFileSync } from 'node:fs';
import type { CheckFeature } from '../../../generators/coverage/check-features.ts';
import { type FeatureGroups, featureGroups } from './feature-groups.ts';

/** The table of implementations: what each says of the images with each feature, compared with a real qemu-img. */
export interface ImplementationsTable {
  readonly columns: readonly Column[];
}

/** The table, and the groups of its rows. */
export interface PackedImplementations extends ImplementationsTable {
  readonly groups: FeatureGroups;
}

/** One implementation, as one campaign saw it. */
export interface Column {
  readonly name: string;
  readonly version: string;
  /** The command that was tested, for people. */
  readonly command: string;
  /** When the campaign ended, like `2026-11-30`. */
  readonly date: string;
  /** The first line of `qemu-img --version`. */
  readonly oracle: string;
  readonly seed: number;
  readonly cases: number;
  readonly checks: number;
  /** A feature that no check had isn't there. */
  readonly cells: Partial<Record<CheckFeature, Cell>>;
  /** The smallest chains, each of which shows one fault. */
  readonly faults: readonly Fault[];
}

/**
 * The worst of the faults; without one, `agree`, or what keeps one from saying so: `refuse`: what has the feature is refused by name;
 * `masked`: most answers differ, and the faults of other features explain that.
 */
export type CellKind = 'agree' | 'differ' | 'refuse' | 'crash' | 'masked';

export interface Cell {
  readonly kind: CellKind;
  /** Answers that were compared, and those that are the same. */
  readonly tried: number;
  readonly agreed: number;
  /** Places in the list of faults, the worst and smallest first. */
  readonly faults: readonly number[];
}

export interface Fault {
  readonly kind: 'differ' | 'refuse' | 'crash';
  /** How the answers differ, in words. */
  readonly difference: string;
  /** The smallest chain that shows it, in the notation. */
  readonly case: string;
  /** Answers in the campaign that show it. */
  readonly checks: number;
  /** Guest offset of the first difference, in digits. */
  readonly at?: string;
  /** What the implementation and qemu-img printed, cut to what a reader takes in. */
  readonly said: string;
  readonly expected: string;
}

/** The table as `npm run implementations` wrote it last. */
export function implementationsPack(): PackedImplementations {
  const text = readFileSync(new URL('implementations.json', import.meta.url), 'utf8');
  return { ...(JSON.parse(text) as ImplementationsTable), groups: featureGroups };
}
