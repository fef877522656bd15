import { type Recording, writeRecording } from './recording.ts';

/** The choices of a person for a changed record. */
export type Decision = 'accept' | 'reject' | 'accept all' | 'stop';

/** The result of a review, in records. */
export interface Reviewed {
  readonly accepted: number;
  readonly rejected: number;
}

/**
 * Lets a person decide on each changed record, one by one, and writes those that are accepted. The others stay as they
 * are.
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
