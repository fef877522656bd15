import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { PackedGoldens } from '../data/goldens.ts';
import { addressOf } from '../shell/address.ts';
import { changedQueries, found, readSearch, type Search, writeSearch } from './search.ts';
import { SearchForm } from './search-form.tsx';

interface Properties {
  readonly goldens: PackedGoldens;
  readonly parameters: URLSearchParams;
}

/** The goldens that a search finds. The address holds the search. */
export function GoldenList({ goldens, parameters }: Properties): VNode {
  const [search, setSearch] = useState(() => readSearch(parameters));
  const searchFor = (next: Search): void => {
    setSearch(next);
    history.replaceState(null, '', addressOf('gallery', '', writeSearch(next)));
  };
  const { from, to } = search;
  const shown = found(goldens, search);
  const versions: Record<string, string> = from !== '' && to !== '' ? { from, to } : {};
  return (
    <>
      <SearchForm goldens={goldens} search={search} onSearch={searchFor} />
      <p role="status">
        {shown.length} of {goldens.goldens.length} cases
        {from !== '' && to !== '' && (
          <>
            , whose answers changed from {from} to {to}.{' '}
            <a href={addressOf('behaviours', '', { from, to })}>What changed by the table of behaviours</a>
          </>
        )}
      </p>
      <ul class="goldens">
        {shown.map(golden => (
          <li>
            <a href={addressOf('gallery', golden.name, versions)}>{golden.name}</a>
            {from !== '' && to !== '' && (
              <span class="chip">
                {changedQueries(golden, search).length} of {golden.queries.length} answers
              </span>
            )}
            <br />
            <span class="quiet">{golden.note}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
