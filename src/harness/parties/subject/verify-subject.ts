import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';
import { quoted } from '../../../../generators/script/shell.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { newest } from '../../../map/profile/profile.ts';
import type { End } from '../../answers/outcome.ts';
import { parseStdout } from '../../answers/parse-stdout.ts';
import { withoutStackTrace } from '../../answers/stack-trace.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import type { Scratch } from '../../files/scratch.ts';
import { defaultLimits, type StartLimits } from '../oracle/program.ts';
import { adapters } from './adapters/adapters.ts';
import type { Subject, SubjectAnswer } from './subject.ts';

/** Limits of the first map. */
const limits: StartLimits = { ...defaultLimits, milliseconds: 10_000 };

/**
 * Checks that a subject can map an image with one data cluster. Without this check a command that is missing, hangs or prints
 * something else would be a divergence in every case.
 *
 * @throws HarnessError `bad-subject` when it gives no map; the content of the map doesn't matter
 */
export async function verifySubject(subject: Subject, scratch: Scratch, cancel?: AbortSignal): Promise<void> {
  const folder = scratch.caseFolder();
  // nbdkit's qcow2dec filter refuses an image whose L1 table lies further in its file than the guest disk is long.
  const { recipe, queries } = parseRows(['top.qcow2 qcow2 64k |#.......|', 'map --output=json top.qcow2']);
  try {
    writeRecipe(recipe, folder.path);
    const options = cancel === undefined ? { limits } : { limits, cancel };
    const fault = faultIn(subject, await subject.answer(queries[0]!, folder.path, newest, options));
    if (fault === undefined || cancel?.aborted) return;
    throw new HarnessError(
      'bad-subject',
      `--subject ${quoted(subject.name)} maps no image with one data cluster: ${fault.why}`,
      { next: fault.next },
    );
  } finally {
    folder.drop();
  }
}

/** Why an answer is no map, and what to do about it, empty if that is unknown: a line each. */
interface Fault {
  readonly why: string;
  readonly next: string;
}

function faultIn(subject: Subject, answer: SubjectAnswer): Fault | undefined {
  const why = reasonIn(answer);
  if (why === undefined) return undefined;
  if (answer.kind === 'adapted' && /can('t)? read it/.test(why))
    return {
      why,
      next: `Name its format by --adapter: ${adapters.map(({ name, reads }) => `${name} is ${reads}`).join('; ')}.`,
    };
  if (isServer(subject)) {
    const next = `${placeholderText(subject.name)}, so it must read the path of an image from each line of stdin. ${ownFiles}`;
    return { why, next };
  }
  return { why, next: /not found|no such file|cannot find/i.test(why) ? ownFiles : '' };
}

const ownFiles = 'Name its own files by ./ or by their whole path: it may be started in another folder.';

function isServer({ name, takes }: Subject): boolean {
  return takes === 'an image' && !name.includes('{image}');
}

/** What a command has in place of a placeholder. */
function placeholderText(command: string): string {
  const [other] = /\{\w+\}/.exec(command) ?? [];
  return other === undefined ? 'It has neither {args} nor {image}' : `${other} is neither {args} nor {image}`;
}

function reasonIn(answer: SubjectAnswer): string | undefined {
  if (answer.kind === 'unsupported') return answer.reason;
  const { stderr, end } = answer.outcome;
  const [message = ''] = withoutStackTrace(stderr.toString()).trim().split('\n', 1);
  if (end.kind !== 'exit' || end.status !== 0)
    return message === '' ? endText(end) : `${endText(end)}: ${message}`;
  if (answer.kind === 'adapted') return undefined;
  const parsed = parseStdout(answer.outcome);
  if (parsed.kind === 'rubbish') return parsed.why;
  if (parsed.kind === 'help') return 'help where a map was requested';
  return parsed.kind === 'nothing' ? 'exit status 0 and nothing on stdout' : undefined;
}

function endText(end: End): string {
  switch (end.kind) {
    case 'exit':
      return `exit status ${end.status}`;
    case 'signal':
      return `ended by ${end.signal}`;
    case 'thrown':
      return end.error;
    case 'cut':
      return 'no answer before the run ended';
  }
}
