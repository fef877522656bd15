import { HarnessError } from '../harness/basics/harness-error.ts';

/**
 * Refuses what writes expectations where the environment says CI: there nobody looks at what would be written.
 *
 * @throws HarnessError `in-ci`
 */
export function refuseInCi(command: string): void {
  if (/^(|0|false)$/i.test(process.env.CI ?? '')) return;
  throw new HarnessError('in-ci', `CI is set, and CI never writes expectations: ${command}`, {
    next: 'Run it where a person looks at the result, and commit that.',
  });
}
