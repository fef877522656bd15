import type { VNode } from 'preact';
import { ReasonsList } from '../shell/reasons-list.tsx';
import type { ShownAnswer } from '../worker/answer/shown-answer.ts';

/** What map says, one column for the versions that say the same, and the rows of the table of behaviours between them. */
export function AnswersView({ answers }: { readonly answers: readonly ShownAnswer[] }): VNode {
  return (
    <section aria-labelledby="answers-title">
      <h2 id="answers-title">What map says</h2>
      <div class="answers">
        {answers.map((each, index) => (
          <AnswerView of={each} before={answers[index - 1]} />
        ))}
      </div>
    </section>
  );
}

function AnswerView({
  of: { versions, reasons, pieces, more, stderr, end },
  before,
}: {
  readonly of: ShownAnswer;
  readonly before: ShownAnswer | undefined;
}): VNode {
  const name = `qemu-img ${versions.join(', ')}`;
  // An entry of JSON says as much in two lines; a table doesn't.
  const isJson = pieces[0]?.text.startsWith('[');
  const isEmpty = pieces.every(({ text }) => text === '');
  return (
    <figure>
      <figcaption>
        <b>{name}</b> <span class="quiet">{endText(end)}</span>
      </figcaption>
      {before !== undefined && (
        <p class="quiet">
          Other than {before.versions.join(', ')}
          {reasons.length === 0 ? ', by several behaviours together.' : ' by:'}
        </p>
      )}
      <ReasonsList reasons={reasons} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <section class="scroll" tabIndex={0} aria-label={`the answer of ${name}`}>
        <pre class={isJson ? 'wrapped' : ''}>
          {pieces.map(({ text, differs }) => (differs ? <mark>{text}</mark> : text))}
          {more > 0 && `\n… and ${more} more lines`}
          {stderr !== '' && <span class="mistake">{`${isEmpty ? '' : '\n'}${stderr.trimEnd()}`}</span>}
        </pre>
      </section>
    </figure>
  );
}

function endText(end: number | string): string {
  if (typeof end === 'string') return `this library has no answer: ${end}`;
  return end === 0 ? '' : `exit status ${end}`;
}
