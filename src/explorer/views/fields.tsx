import type { VNode } from 'preact';
import { type EntryKey, entryFields } from '../../map/profile/entry-fields.ts';
import { FieldPanel } from '../reference/field-panel.tsx';
import { addressOf, type ViewAddress } from '../shell/address.ts';

/** The keys of an entry of map's JSON. The place in its address is the name of one. */
export function FieldsView({ place }: ViewAddress): VNode {
  const names = Object.keys(entryFields) as EntryKey[];
  const name = names.find(each => each === place);
  if (place !== '' && name === undefined) return <p class="mistake">An entry has no key {place}.</p>;
  return (
    <>
      <ul class="chips">
        {names.map(each => (
          <li>
            <a
              class="chip"
              href={addressOf('fields', each)}
              aria-current={each === place ? 'page' : undefined}
            >
              <code>{each}</code>
            </a>
          </li>
        ))}
      </ul>
      {name === undefined ? <AllFields names={names} /> : <FieldPanel key={name} name={name} />}
    </>
  );
}

function AllFields({ names }: { readonly names: readonly EntryKey[] }): VNode {
  return (
    <dl>
      {names.map(name => (
        <>
          <dt>
            <a href={addressOf('fields', name)}>
              <code>{name}</code>
            </a>
          </dt>
          <dd>{entryFields[name].meaning}</dd>
        </>
      ))}
    </dl>
  );
}
