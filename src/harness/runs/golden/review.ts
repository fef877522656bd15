import { type Recording, writeRecording } from './recording.ts';

/** What a person can say to a changed record. */
export type Decision = 'accept' | 'reject' | 'accept all' | 'stop';

/** What a review came to, in records. */
export interface Reviewed {
  readonly accepted: number;
  readonly rejected: number;
}

/**
 * Puts each changed record to a person, one by one, and writes what is accepted; what is rejected, or not reached, stays
 * as it was.
 */
export async function reviewRecords(
  changed: readonly Recording[],
  decide: (recording: Recording, index: number) => Promise<Decision>,
): Promise<Reviewed> {
  let accepted = 0;
  let all = false;
  for (const [index, recording] of changed.entries()) {
    const decision: Decision = all ? 'accept' : await decide(recording, index);
    if (decision === 'stop') break;
    all ||= decision === 'accept all';
    if (decision === 'reject') continue;
    writeRecording(recording);
    accepted += 1;
  }
  return { accepted, rejected: changed.length - accepted };
}
