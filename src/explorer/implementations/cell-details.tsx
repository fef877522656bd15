import type { VNode } from 'preact';
import type { CheckFeature } from '../../../generators/coverage/check-features.ts';
import type { FeatureGroups } from '../data/feature-groups.ts';
import type { Cell, Column, Fault } from '../data/implementations.ts';
import { ChainLink } from '../shell/chain-link.tsx';

interface Properties {
  readonly column: Column | undefined;
  readonly feature: string;
  readonly groups: FeatureGroups;
  readonly place: string;
}

/** What a cell is made of: the counts of its campaign, and the smallest chain of each fault. */
export function CellDetails({ column, feature, groups, place }: Properties): VNode {
  const cell = column?.cells[feature as CheckFeature];
  if (column === undefined || cell === undefined) return <p class="mistake">Nothing was tried of {place}.</p>;
  const words = Object.values(groups).find(rows => feature in rows)?.[feature as CheckFeature];
  return (
    <section aria-labelledby="cell-title" class="card">
      <h2 id="cell-title">
        {column.name}, {words ?? feature}: {cell.kind}
      </h2>
      <p>{countText(cell)}</p>
      {cell.faults.map(index => faultView(column.faults[index]!))}
    </section>
  );
}

function countText({ kind, tried, agreed, faults }: Cell): string {
  const same = `${agreed} of ${tried} answers are those of qemu-img.`;
  if (faults.length > 0)
    return `${same} What follows is ${faults.length === 1 ? 'a fault' : 'faults'} of this feature.`;
  if (kind === 'agree' && agreed === tried) return same;
  if (kind === 'refuse') return `${same} Others are refused by name.`;
  return `${same} The faults of other features explain the others.`;
}

function faultView({ kind, difference, case: text, checks, at, said, expected }: Fault): VNode {
  return (
    <article>
      <h3>
        {kind}: {difference}
        {at !== undefined && ` at guest offset ${at}`}
      </h3>
      <p class="quiet">
        Shown by {checks} {checks === 1 ? 'answer' : 'answers'}. The smallest chain (
        <ChainLink text={text}>open it in the editor</ChainLink>):
      </p>
      {scrolling(text)}
      <div class="columns">
        <div>
          <h4>it says</h4>
          {scrolling(said)}
        </div>
        <div>
          <h4>qemu-img says</h4>
          {scrolling(expected)}
        </div>
      </div>
    </article>
  );
}

function scrolling(text: string): VNode {
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls needs the keyboard
  return <pre tabIndex={0}>{text}</pre>;
}
