import { predict } from '../../generators/model/predict.ts';
import { type FoundOracles, findOracles } from '../harness/oracle/find.ts';
import { fixLimits } from '../harness/oracle/limits.ts';
import { openScratch, type Scratch } from '../harness/scratch/scratch.ts';
import { inProcess } from '../harness/subject/in-process.ts';
import type { Parties } from '../harness/verdict/parties.ts';
import { type Interruption, listenForInterrupt } from './interrupt.ts';

/** What every command that compares needs: the parties, a scratch folder, and an ear for signals. */
export interface Session {
  readonly parties: Parties;
  readonly found: FoundOracles;
  readonly scratch: Scratch;
  readonly interruption: Interruption;
}

/**
 * Runs `work` with the oracles at `paths` (or the fetched ones); whatever happens, the scratch folder is removed
 * afterwards. Returns the exit status of `work`, or that of the signal which ended it.
 */
export async function withSession(
  paths: readonly string[],
  work: (session: Session) => Promise<number>,
): Promise<number> {
  const interruption = listenForInterrupt();
  const scratch = await openScratch();
  try {
    await fixLimits();
    const found = await findOracles(paths);
    const { fitness } = scratch;
    const parties: Parties = {
      subject: inProcess,
      predict,
      oracles: found.oracles,
      host: { holeGranularity: fitness.kind === 'fit' ? fitness.holeGranularity : 4096n },
      cancel: interruption.signal,
    };
    const status = await work({ parties, found, scratch, interruption });
    return interruption.status() ?? status;
  } finally {
    scratch.close();
    interruption.release();
  }
}
