import type { Outcome } from '../../answers/outcome.ts';
import type { Adapter } from './adapters/adapter.ts';
import { adapters } from './adapters/adapters.ts';
import type { SubjectAnswer } from './subject.ts';

type AdaptedAnswer = Extract<SubjectAnswer, { readonly kind: 'adapted' }>;

/** Characters of an unreadable answer that its error quotes. */
const mostQuoted = 120;

/** Reads the answers of a subject with an adapter: the named one, or else the one that reads the first map it prints. */
export class AnswerReader {
  #adapter: Adapter | undefined;

  constructor(adapter: Adapter | undefined) {
    this.#adapter = adapter;
  }

  /** The options that select the adapter; none as long as it isn't known. */
  get options(): readonly string[] {
    return this.#adapter === undefined ? [] : ['--adapter', this.#adapter.name];
  }

  /** The answer in an outcome. A map that can't be read counts as failed, whatever its exit status. */
  read(outcome: Outcome): AdaptedAnswer {
    const isMap = outcome.end.kind === 'exit' && outcome.end.status === 0;
    const text = outcome.stdout.toString();
    if (isMap) this.#adapter ??= adapterThatReads(text);
    // What refuses has no extents, in any format.
    const adapter = this.#adapter ?? adapters[0]!;
    const answer = { kind: 'adapted', outcome, extents: [], format: adapter } as const;
    const failed = (error: string): AdaptedAnswer => ({
      ...answer,
      outcome: { ...outcome, end: { kind: 'thrown', error } },
    });
    if (!isMap) return answer;
    if (this.#adapter === undefined) return failed(`no adapter can read it: ${quotedStart(text)}`);
    try {
      return { ...answer, extents: adapter.read(text) };
    } catch (error) {
      return failed(`${adapter.name} can't read it: ${(error as Error).message}: ${quotedStart(text)}`);
    }
  }
}

/** The adapter that reads at least one extent in a text; undefined if none does. No text is in the format of two. */
function adapterThatReads(text: string): Adapter | undefined {
  return adapters.find(({ read }) => {
    try {
      return read(text).length > 0;
    } catch {
      return false;
    }
  });
}

/** The first line of what was printed, in quotes. */
function quotedStart(text: string): string {
  if (text.trim() === '') return 'an empty answer';
  const [line = ''] = text.trimStart().split('\n', 1);
  return JSON.stringify(line.length <= mostQuoted ? line : `${line.slice(0, mostQuoted)}…`);
}
