import type { VNode } from 'preact';
import type { CheckFeature } from '../../../generators/coverage/check-features.ts';
import type { Cell, Column, PackedImplementations } from '../data/implementations.ts';
import { addressOf } from '../shell/address.ts';

/** A sign, which a reader tells from the others without colours. */
const signs: Readonly<Record<Cell['kind'], string>> = {
  agree: '✓',
  differ: '≠',
  refuse: '⊘',
  crash: '✗',
  masked: '?',
};

interface Properties {
  readonly table: PackedImplementations;
  /** The cell that is looked at. */
  readonly place: string;
}

/** The table of all implementations. */
export function FeatureTable({ table: { columns, groups }, place }: Properties): VNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls needs the keyboard
    <section class="scroll" tabIndex={0} aria-label="table of implementations">
      <table class="implementations">
        <thead>
          <tr>
            <td />
            {columns.map(({ name }) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        {Object.entries(groups).map(([title, rows]) => (
          <tbody>
            <tr>
              <th scope="rowgroup" colSpan={columns.length + 1} class="group">
                {title}
              </th>
            </tr>
            {Object.entries(rows).map(([feature, words]) => (
              <tr>
                <th scope="row">
                  <code>{feature}</code> <small>{words}</small>
                </th>
                {columns.map(column => (
                  <td>{cellView(column, feature as CheckFeature, place)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function cellView({ name, cells }: Column, feature: CheckFeature, place: string): VNode {
  const cell = cells[feature];
  if (cell === undefined) return <span class="quiet">not tried</span>;
  const own = `${name}/${feature}`;
  return (
    <a
      class={`cell-kind ${cell.kind}`}
      href={addressOf('implementations', own)}
      aria-current={own === place ? 'true' : undefined}
      aria-label={`${name}, ${feature}: ${cell.kind}`}
    >
      <span aria-hidden="true">{signs[cell.kind]}</span> {cell.kind}
    </a>
  );
}
