import { inProcess } from '../../src/harness/parties/subject/in-process.ts';
import type { InProcess } from '../../src/harness/parties/subject/subject.ts';

/** Our implementation with a fault: `fault` changes its stdout for the chain in a folder. */
export function plantFault(fault: (stdout: string, folder: string) => string): InProcess {
  const faulty: InProcess = {
    ...inProcess,
    answer(query, folder, profile) {
      const answer = inProcess.answer(query, folder, profile);
      if (answer.kind === 'unsupported') return answer;
      const stdout = Buffer.from(fault(answer.outcome.stdout.toString('latin1'), folder), 'latin1');
      return { kind: 'outcome', outcome: { ...answer.outcome, stdout } };
    },
    streamAnswer(query, folder, profile, stdout) {
      const answer = faulty.answer(query, folder, profile);
      if (answer.kind === 'unsupported') return answer;
      stdout(answer.outcome.stdout);
      return { kind: 'outcome', outcome: { ...answer.outcome, stdout: Buffer.alloc(0) } };
    },
  };
  return faulty;
}
