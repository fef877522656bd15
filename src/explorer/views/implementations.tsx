import type { VNode } from 'preact';
import type { Column, ImplementationsTable } from '../data/implementations.ts';
import { CellDetails } from '../implementations/cell-details.tsx';
import { FeatureTable } from '../implementations/feature-table.tsx';
import type { ViewAddress } from '../shell/address.ts';
import { useData } from '../shell/use-data.ts';

/**
 * What implementations make of images with each feature. The place in its address is a column and a row, like `qemu-nbd/zstd`:
 * what the cell there is made of.
 */
export function ImplementationsView({ place }: ViewAddress): VNode {
  const table = useData('implementations');
  if (table.kind === 'loading') return <p>Loading …</p>;
  if (table.kind === 'failed') return <p class="mistake">{table.message}</p>;
  const feature = place.slice(place.lastIndexOf('/') + 1);
  const name = place.slice(0, place.lastIndexOf('/'));
  const column = table.data.columns.find(each => each.name === name);
  return (
    <>
      {place !== '' && (
        <CellDetails column={column} feature={feature} groups={table.data.groups} place={place} />
      )}
      <FeatureTable table={table.data} place={place} />
      <Tested table={table.data} />
    </>
  );
}

/** Which version of each was tested, how, and when. */
function Tested({ table }: { readonly table: ImplementationsTable }): VNode {
  return (
    <>
      <h2>What was tested</h2>
      <dl>{table.columns.map(testedColumn)}</dl>
      <p class="quiet">
        <code>npm run implementations</code> fills the table from campaigns, and adds an implementation of
        yours. A cell says <i>agree</i> if no fault was found and at least half of the answers were the same.
      </p>
    </>
  );
}

function testedColumn({ name, version, command, date, oracle, cases, checks }: Column): VNode {
  return (
    <>
      <dt>
        <b>{name}</b>: {version}
      </dt>
      <dd>
        <code>{command}</code>, on {date}: {checks} answers to {cases} random cases, compared with {oracle}
      </dd>
    </>
  );
}
