import type { VNode } from 'preact';
import type { PackedBehaviour } from '../data/behaviours.ts';
import type { PackedGolden } from '../data/goldens.ts';
import { addressOf } from '../shell/address.ts';
import { useData } from '../shell/use-data.ts';
import { useTask } from '../worker/use-task.ts';

/** One row of the table of behaviours: its values by version, how each is known, and goldens that show it. */
export function BehaviourPanel({ row: { name, why, values } }: { readonly row: PackedBehaviour }): VNode {
  const goldens = useData('goldens');
  const candidates =
    goldens.kind === 'loaded'
      ? goldens.data.goldens
          .filter(({ queries }) => queries.some(({ outcomes }) => outcomes.length > 1))
          .map(recordsOf)
      : undefined;
  const found = useTask(
    'findExamples',
    candidates && { behaviour: name, candidates },
    `${name} ${candidates !== undefined}`,
  );
  return (
    <article aria-labelledby="behaviour-name">
      <h2 id="behaviour-name">
        <code>{name}</code>
      </h2>
      <p>{why}.</p>
      <ValuesTable values={values} />
      <h3>Cases that show it</h3>
      {found.value === undefined && (
        <p role="status">Looking for cases in which this row changes an answer …</p>
      )}
      {found.value?.length === 0 && <p>No golden has an answer that this row changes on this page.</p>}
      <ul>
        {found.value?.map(({ golden, query }) => (
          <li>
            <a href={addressOf('gallery', golden)}>{golden}</a>
            <br />
            <code>
              {goldens.kind === 'loaded' &&
                goldens.data.goldens.find(each => each.name === golden)!.queries[query]!.query}
            </code>
          </li>
        ))}
      </ul>
    </article>
  );
}

function ValuesTable({ values }: Pick<PackedBehaviour, 'values'>): VNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls needs the keyboard
    <section class="scroll" tabIndex={0} aria-label="values by version">
      <table>
        <thead>
          <tr>
            <th scope="col">since</th>
            <th scope="col">builds</th>
            <th scope="col">value</th>
            <th scope="col">measured on</th>
          </tr>
        </thead>
        <tbody>
          {values.map(({ since, vendor, value, measured }) => (
            <tr>
              <td>{since}</td>
              <td>{vendor === undefined ? 'all' : `those of ${vendor}`}</td>
              <td>
                <code>{value}</code>
              </td>
              <td>{measured ?? 'none: read in the source of qemu'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function recordsOf({ name, text, queries }: PackedGolden) {
  return { name, text, queries: queries.map(({ outcomes }) => outcomes) };
}
