import { afterAll, beforeAll, expect, it } from 'vitest';
import { summaryLines } from '../../../src/harness/report/summary.ts';
import { openScratch, type Scratch } from '../../../src/harness/scratch/scratch.ts';
import { campaignResult } from '../../support/campaign-result.ts';

let scratch: Scratch;
beforeAll(async () => {
  scratch = await openScratch();
});
afterAll(() => scratch.close());

it('says which share of the bare rate the checks are', async () => {
  const result = { ...(await campaignResult(scratch)), milliseconds: 1000 };
  const { checks } = result.tally;
  const bare = { jobs: 2, perSecond: 2 * checks, least: 1, most: 2, slices: 1, milliseconds: 500 };
  expect(summaryLines(result, { bare }).join(' ').replaceAll(/ +/g, ' ')).toContain(
    'the campaign reached 50 % of that',
  );
});
