import { findOracles } from './find-oracles.ts';
import type { Oracle } from './oracle.ts';

/** The oracles of a run, and the fetched ones that take no part in it. */
export async function oraclesAtHand(ofRun: readonly Oracle[]): Promise<Oracle[]> {
  const { oracles } = await findOracles();
  return [...ofRun, ...oracles.filter(({ name }) => !ofRun.some(other => other.name === name))];
}
