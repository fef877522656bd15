import { HarnessError } from '../../../harness/basics/harness-error.ts';
import { readCase } from '../../../harness/files/read-case.ts';
import type { Session } from '../../session/session.ts';
import { explainFailure } from '../../terminal/failure.ts';
import { complain } from '../../terminal/print.ts';
import { tryCase } from './try-case.ts';
import { whenFileChanges } from './watch-file.ts';
import { worstStatus } from './worst-status.ts';

/**
 * Tries a .case file again and again, until Ctrl-C. A mistake in it is shown, and waits for the next change.
 *
 * @returns the exit status
 * @throws HarnessError `bad-file` unless the words are the name of one .case file
 */
export async function tryAgain(session: Session, words: readonly string[]): Promise<number> {
  const [path] = words;
  if (path === undefined || words.length > 1 || !path.endsWith('.case'))
    throw new HarnessError('bad-file', '--watch needs one .case file');
  await whenFileChanges(path, session.cancel, async () => {
    try {
      await tryCase(session, readCase(path), { output: 'lines', statusOf: worstStatus });
    } catch (error) {
      for (const line of explainFailure(error).lines) complain(line);
    }
    if (!session.cancel.aborted) complain(`${path} is tried again when it changes; Ctrl-C ends`);
  });
  return 0;
}
