import type { VNode } from 'preact';
import { ReasonsList } from '../shell/reasons-list.tsx';
import type { VersionsAnswer } from '../worker/map-chain.ts';
import { markedLine } from './marked-line.ts';

/** A longer answer is cut off: nobody reads it, and the page would grow slow. */
const mostLines = 400;

/** What map says, one column for the versions that say the same, and the rows of the table of behaviours between them. */
export function AnswersView({ answers }: { readonly answers: readonly VersionsAnswer[] }): VNode {
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
  of: { versions, answer, reasons },
  before,
}: {
  readonly of: VersionsAnswer;
  readonly before: VersionsAnswer | undefined;
}): VNode {
  const name = `qemu-img ${versions.join(', ')}`;
  const known = before?.answer.stdout.trimEnd().split('\n');
  const lines = answer.stdout.trimEnd().split('\n');
  return (
    <figure>
      <figcaption>
        <b>{name}</b> <span class="quiet">{endText(answer.end)}</span>
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
        <pre>
          {lines.slice(0, mostLines).map((line, index) => (
            <>
              {index > 0 && '\n'}
              {known === undefined
                ? line
                : markedLine(line, known).map(({ text, differs }) => (differs ? <mark>{text}</mark> : text))}
            </>
          ))}
          {lines.length > mostLines && `\n… and ${lines.length - mostLines} more lines`}
          {answer.stderr !== '' && (
            <span class="mistake">{`${answer.stdout === '' ? '' : '\n'}${answer.stderr.trimEnd()}`}</span>
          )}
        </pre>
      </section>
    </figure>
  );
}

function endText(end: number | string): string {
  if (typeof end === 'string') return `this library has no answer: ${end}`;
  return end === 0 ? '' : `exit status ${end}`;
}
