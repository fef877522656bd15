import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { predict } from '../../../generators/model/predict.ts';
import { cellCount } from '../../../generators/recipe/cell-row.ts';
import { runCampaign } from '../../../src/harness/campaign/campaign.ts';
import { freshScratch } from '../../support/fresh-scratch.ts';
import { plantFault } from '../../support/planted-fault.ts';

const fresh = freshScratch();

type Fault = (stdout: string) => string;
const setsPresent: Fault = text => text.replaceAll('"present": false', '"present": true');
const countsDepthWrong: Fault = text => text.replaceAll('"depth": 1', '"depth": 2');
const hidesCompression: Fault = text => text.replaceAll('"compressed": true', '"compressed": false');
const hidesZeroOffsets: Fault = text => text.replaceAll(/("zero": true.*?), "offset": \d+/g, '$1');
const losesLastExtent: Fault = text => text.replace(/,\n[^\n]*\n$/, ']\n');

describe('many failures of a few faults', () => {
  it.each([
    ['present, depth and compressed', [setsPresent, countsDepthWrong, hidesCompression]],
    ['the offset of zeros', [hidesZeroOffsets]],
    ['the last extent', [losesLastExtent]],
  ])('are as many findings, each of at most 2 layers and 4 clusters: %s', async (_what, faults) => {
    const subject = plantFault(text => faults.reduce((said, fault) => fault(said), text));
    const parties = { subject, predict, oracles: [], host: { holeGranularity: 4096n } };
    const { tally, findings: found } = await runCampaign(
      parties,
      fresh.scratch,
      {
        seed: 1,
        features: ['json'],
        shard: { index: 0, count: 1 },
        cases: 60,
        jobs: 2,
        findings: fresh.findings,
        reduction: 20_000,
        stored: new Set<string>(),
      },
      { progress: () => {}, found: () => {} },
    );
    // Of chains that the model abstains from a relation alone may tell, on a chain that it made of them.
    const told = found.filter(({ signature }) => !signature.startsWith('relation '));
    expect(told).toHaveLength(faults.length);
    expect(tally.divergences).toBeGreaterThan(5 * faults.length);
    expect(found.reduce((sum, { checks }) => sum + checks, 0)).toBe(
      tally.divergences + tally.brokenRelations,
    );
    for (const { layers } of found.map(({ smallest }) => smallest.recipe)) {
      expect(layers.length).toBeLessThanOrEqual(2);
      expect(Math.max(...layers.map(({ cells }) => cellCount(cells)))).toBeLessThanOrEqual(4);
    }
    expect(readdirSync(fresh.findings)).toHaveLength(found.length);
  });
});
