import { joinRuns } from '../../../generators/recipe/cell-row.ts';
import type { Case, CellState, Layer, Query } from '../../../generators/recipe/recipe.ts';
import { spelledOut } from './spelled-out.ts';

/** What a cluster of the smallest chains may be, plainest first. */
const states: readonly CellState[] = [
  'unallocated',
  'data',
  'zero-plain',
  'zero-allocated',
  'data-hole',
  'compressed',
];

/**
 * The smallest chains there are, in a fixed order: one cluster, two clusters of one layer, one cluster of two layers; asked
 * plainly in the kind of output that the case asks for. Most faults show in one of them, and the first that shows a fault
 * is then the same wherever the fault was met.
 */
export function* smallestCases({ queries }: Case): Generator<Case> {
  const query = plainQuery(queries[0] ?? []);
  const asked = (...rows: CellState[][]): Case => ({
    notes: [],
    recipe: { layers: rows.map((row, index) => layer(row, rows.length - 1 - index)) },
    queries: [query],
  });
  for (const state of states) yield asked([state]);
  for (const right of states) {
    for (const left of states) if (left !== right) yield asked([left, right]);
  }
  for (const top of states) {
    for (const base of states) yield asked([base], [top]);
  }
}

function layer(row: readonly CellState[], depth: number): Layer {
  const cells = joinRuns(row.map(state => ({ state, count: 1 })));
  return { format: 'qcow2', version: 3, name: depth === 0 ? 'top.qcow2' : 'base.qcow2', unit: 65536, cells };
}

/** Of the options of a query only what is printed; of the top of the chain by its name. */
export function plainQuery(query: Query): Query {
  return [...spelledOut(query).filter(word => /^--(output|context)=/.test(word)), 'top.qcow2'];
}
