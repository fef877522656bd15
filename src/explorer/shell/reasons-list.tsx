import type { VNode } from 'preact';
import { addressOf } from './address.ts';

/** Rows of the table of behaviours, each with a link to it. */
export function ReasonsList({
  reasons,
}: {
  readonly reasons: readonly { readonly name: string; readonly why: string }[];
}): VNode | null {
  if (reasons.length === 0) return null;
  return (
    <ul class="reasons">
      {reasons.map(({ name, why }) => (
        <li>
          <a href={addressOf('behaviours', name)}>
            <code>{name}</code>
          </a>{' '}
          {why}
        </li>
      ))}
    </ul>
  );
}
