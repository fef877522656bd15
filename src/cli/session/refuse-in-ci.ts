import { HarnessError } from '../../harness/basics/harness-error.ts';

/**
 * Refuses a command that writes expectations if `CI` is set: nobody would look at them.
 *
 * @throws HarnessError `in-ci`
 */
export function refuseInCi(command: string): void {
  if (/^(|0|false)$/i.test(process.env.CI ?? '')) return;
  throw new HarnessError('in-ci', `CI is set, and CI never writes expectations: ${command}`, {
    next: 'Run it where a person checks the result, and commit that.',
  });
}
