import type { VNode } from 'preact';
import type { PackedQuery } from '../data/goldens.ts';
import { ReasonsList } from '../shell/reasons-list.tsx';
import type { RecordedOutcome } from '../worker/answer/own-outcome.ts';
import type { Agreement } from '../worker/tasks/check-golden.ts';

interface Properties {
  readonly query: PackedQuery;
  /** One for each outcome; undefined while they are computed. */
  readonly agreements: readonly Agreement[] | undefined;
  /** Its answers differ between the two versions that are looked at. */
  readonly isChanged: boolean;
}

/** What was recorded of one query, one column for the versions that printed the same, and whether this library agrees. */
export function RecordedQueryView({ query: { query, outcomes }, agreements, isChanged }: Properties): VNode {
  return (
    <section class={isChanged ? 'query changed' : 'query'}>
      <h3>
        <code>{query}</code> {isChanged && <span class="chip">changed</span>}
      </h3>
      <div class="answers wide">
        {outcomes.map((outcome, index) => outcomeView(outcome, agreements?.[index], query))}
      </div>
    </section>
  );
}

function outcomeView(outcome: RecordedOutcome, agreement: Agreement | undefined, query: string): VNode {
  const { versions, stdout, stderr, end } = outcome;
  const name = versions.join(', ');
  return (
    <figure>
      <figcaption>
        <b>{name}</b> <span class="chip">recorded</span>{' '}
        {(end.kind === 'signal' || end.status !== 0) && <span class="quiet">{endText(end)}</span>}
      </figcaption>
      {agreement !== undefined && <ReasonsList reasons={agreement.reasons} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <section class="scroll" tabIndex={0} aria-label={`${query}, recorded from ${name}`}>
        <pre class="recorded">
          {stdout}
          {stderr !== '' && <span class="mistake">{stderr}</span>}
        </pre>
      </section>
      <p class="agreement">{agreement === undefined ? 'computing …' : agreementView(agreement)}</p>
    </figure>
  );
}

function agreementView({ agree, differ, unknown }: Agreement): VNode {
  return (
    <>
      {agree.length > 0 && differ.length + unknown.length === 0 && (
        <span class="cell-kind agree">✓ this library prints the same</span>
      )}
      {agree.length > 0 && differ.length + unknown.length > 0 && (
        <span class="cell-kind agree">✓ the same as {agree.join(', ')}</span>
      )}
      {differ.length > 0 && (
        <span class="mistake">
          ≠ another answer as {differ.join(', ')}, on this page: its files lie in memory, and have other holes
          and sizes than those of a disk
        </span>
      )}
      {unknown.length > 0 && <span class="quiet">? no answer on this page: {unknown[0]!.reason}</span>}
    </>
  );
}

function endText(end: RecordedOutcome['end']): string {
  return end.kind === 'exit' ? `exit status ${end.status}` : end.signal;
}
