import type { VNode } from 'preact';
import { BehaviourPanel } from '../reference/behaviour-panel.tsx';
import { BehaviourTable } from '../reference/behaviour-table.tsx';
import type { ViewAddress } from '../shell/address.ts';
import { useData } from '../shell/use-data.ts';

/** The table of behaviours. The place in its address is the name of a row; its parameters `from` and `to` leave the rows that changed. */
export function BehavioursView({ place, parameters }: ViewAddress): VNode {
  const rows = useData('behaviours');
  if (rows.kind === 'loading') return <p>Loading …</p>;
  if (rows.kind === 'failed') return <p class="mistake">{rows.message}</p>;
  if (place === '')
    return <BehaviourTable key={parameters.toString()} rows={rows.data} parameters={parameters} />;
  const row = rows.data.find(({ name }) => name === place);
  if (row === undefined) return <p class="mistake">There is no behaviour {place}.</p>;
  return <BehaviourPanel key={place} row={row} />;
}
