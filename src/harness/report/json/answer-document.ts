import type { JsonSchema } from '../../../map/index.ts';
import { describeEnd } from '../../answers/outcome-difference.ts';
import type { Answer } from '../../runs/hunt/answers.ts';
import { object, text } from '../../runs/result/schema-parts.ts';

/** What a qemu-img answered, as JSON. */
export function answerDocument({ oracle, outcome: { end, stdout, stderr } }: Answer): object {
  return { oracle: oracle.name, end: describeEnd(end), stdout: stdout.toString(), stderr: stderr.toString() };
}

/** The schema of what a qemu-img answered. */
export const answerSchema: JsonSchema = object('What a qemu-img answered.', {
  oracle: text('Its name.'),
  end: text('`exit 0`, `signal SIGABRT`.'),
  stdout: text('As UTF-8.'),
  stderr: text('As UTF-8.'),
});
