import { setTimeout } from 'node:timers/promises';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { newest } from '../../../map/profile/profile.ts';
import type { End } from '../../answers/outcome.ts';
import { parseStdout } from '../../answers/parse-stdout.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import type { Scratch } from '../../files/scratch.ts';
import type { Subject, SubjectAnswer } from './subject.ts';

/** Milliseconds that a subject may take for its first map. */
const patience = 10_000;

/**
 * Asks a subject for the map of an image of one data cluster: one that is missing, or doesn't start, hangs or prints something
 * else, would be a divergence in every case.
 *
 * @throws HarnessError `bad-subject` where no map comes, whatever that would say
 */
export async function verifySubject(subject: Subject, scratch: Scratch): Promise<void> {
  const folder = scratch.caseFolder();
  const { recipe, queries } = parseRows(['top.qcow2 qcow2 64k |#|', 'map --output=json top.qcow2']);
  const late = new AbortController();
  try {
    writeRecipe(recipe, folder.path);
    const answer = await Promise.race([
      subject.ask(queries[0]!, folder.path, newest),
      setTimeout(patience, undefined, { signal: late.signal }),
    ]);
    if (answer === undefined)
      throw new HarnessError(
        'bad-subject',
        `--subject '${subject.name}' maps no image of one cluster: no end within ${patience} ms`,
        {
          next: 'What it has started must not keep its output open.',
        },
      );
    const fault = faultIn(answer);
    if (fault === undefined) return;
    throw new HarnessError(
      'bad-subject',
      `--subject '${subject.name}' maps no image of one cluster: ${fault}`,
      { next: 'Name its own files by ./ or by their whole path: it may be started in another folder.' },
    );
  } finally {
    late.abort();
    folder.drop();
  }
}

/** What is wrong with an answer that is no map, in a line. */
function faultIn(answer: SubjectAnswer): string | undefined {
  if (answer.kind === 'unsupported') return answer.reason;
  const { stderr, end } = answer.outcome;
  const [said = ''] = stderr.toString().trim().split('\n', 1);
  if (end.kind !== 'exit' || end.status !== 0) return said === '' ? endText(end) : `${endText(end)}: ${said}`;
  if (answer.kind === 'reading') return undefined;
  const reading = parseStdout(answer.outcome);
  if (reading.kind === 'rubbish') return reading.why;
  return reading.kind === 'nothing' ? 'exit status 0 and nothing on stdout' : undefined;
}

function endText(end: End): string {
  switch (end.kind) {
    case 'exit':
      return `exit status ${end.status}`;
    case 'signal':
      return `ended by ${end.signal}`;
    case 'thrown':
      return end.error;
  }
}
