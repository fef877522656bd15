import type { VNode } from 'preact';
import type { ExtentComparison } from '../../harness/answers/compare-extents.ts';
import type { ReadExtent } from '../../harness/answers/extents/read-extent.ts';

/** More rows make the page slow. */
const mostRows = 2000;

/** Two maps side by side, from border to border. */
export function ComparisonTable({ rows }: { readonly rows: readonly ExtentComparison[] }): VNode {
  const different = rows.filter(isDifferent).length;
  return (
    <section aria-labelledby="comparison">
      <h2 id="comparison">The two maps, range by range</h2>
      <p role="status">
        {different === 0
          ? 'They say the same wherever both print something.'
          : `They differ in ${different} of ${rows.length} ranges.`}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls needs the keyboard */}
      <section class="scroll" tabIndex={0} aria-label="ranges">
        <table class="comparison">
          <thead>
            <tr>
              <th scope="col">guest bytes</th>
              <th scope="col">differs in</th>
              <th scope="col">map 1</th>
              <th scope="col">map 2</th>
            </tr>
          </thead>
          <tbody>{rows.slice(0, mostRows).map(comparisonRow)}</tbody>
        </table>
      </section>
      {rows.length > mostRows && <p class="quiet">… and {rows.length - mostRows} more ranges</p>}
    </section>
  );
}

function isDifferent({ left, right, differing }: ExtentComparison): boolean {
  return differing.length > 0 || left === undefined || right === undefined;
}

function comparisonRow(row: ExtentComparison): VNode {
  const { start, end, left, right, differing } = row;
  const missing = left === undefined ? 'only map 2 has it' : right === undefined ? 'only map 1 has it' : '';
  return (
    <tr class={isDifferent(row) ? 'different' : undefined}>
      <td>
        {String(start)}…{String(end - 1n)}
      </td>
      <td>{isDifferent(row) ? <b>≠ {differing.join(', ') || missing}</b> : '='}</td>
      {[left, right].map(extent => (
        <td>{extent === undefined ? '—' : flagsOf(extent, start)}</td>
      ))}
    </tr>
  );
}

/** What a map says of the bytes from `start` on, in its own words. */
function flagsOf(
  { start: from, depth, present, zero, data, compressed, offset, file, value }: ReadExtent,
  start: bigint,
): string {
  const flags = Object.entries({ present, zero, data, compressed }).flatMap(([name, flag]) =>
    flag === undefined ? [] : [flag ? name : `not ${name}`],
  );
  return [
    ...(depth === undefined ? [] : [`depth ${depth}`]),
    ...flags,
    ...(value === undefined ? [] : [`value ${value}`]),
    ...(offset === undefined ? [] : [`at ${offset + (start - from)}`]),
    ...(file === undefined ? [] : [`in ${file}`]),
  ].join(', ');
}
