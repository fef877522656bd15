import { Command } from 'commander';
import type { CheckFeature } from '../../../generators/coverage/check-features.ts';
import { printCase } from '../../../generators/recipe/picture/print-case.ts';
import type { Trait } from '../../../generators/wish/wish.ts';
import { HarnessError } from '../../harness/basics/harness-error.ts';
import { campaignCase } from '../../harness/runs/workers/case/campaign-case.ts';
import { feature, leftOutFeature } from '../options/arguments/features.ts';
import { wholeNumber } from '../options/arguments/whole-number.ts';
import { examples } from '../options/help.ts';
import { printText } from '../terminal/print.ts';

interface CaseNumber {
  readonly seed: number;
  readonly index: number;
  readonly feature: readonly Trait[];
  readonly withoutFeature: readonly CheckFeature[];
}

/** `map-parity case`: any case of a campaign. */
export function caseCommand(end: (status: number) => void): Command {
  return new Command('case')
    .summary('print a case of a campaign, by its seed and its number')
    .description('print the case that run checks as this number of this seed')
    .option('--seed <n>', 'seed of the campaign', wholeNumber(), 1)
    .requiredOption('--index <i>', 'number of the case, from 0 (required)', wholeNumber())
    .option('--feature <name>', 'a feature that the campaign was given; repeatable', feature, [])
    .option(
      '--without-feature <name>',
      'a feature that the campaign left out; repeatable',
      leftOutFeature,
      [],
    )
    .addHelpText('after', examples(['case --seed 7 --index 1 > mine.case']))
    .action((number: CaseNumber) => {
      printText(textOf(number));
      end(0);
    });
}

/** @throws HarnessError `bad-features` if no case has all of them */
function textOf({ seed, index, feature, withoutFeature }: CaseNumber): string {
  try {
    const { value, origin } = campaignCase(seed, index, feature, withoutFeature);
    return printCase({ ...value, notes: [origin] });
  } catch (cause) {
    throw new HarnessError('bad-features', `--feature: ${(cause as Error).message}`, { cause });
  }
}
