import type { VNode } from 'preact';
import type { PackedGoldens } from '../data/goldens.ts';
import type { Search } from './search.ts';

interface Properties {
  readonly goldens: PackedGoldens;
  readonly search: Search;
  readonly onSearch: (search: Search) => void;
}

/** The fields of a search. */
export function SearchForm({ goldens, search, onSearch }: Properties): VNode {
  const features = [...new Set(goldens.goldens.flatMap(golden => golden.features))].toSorted();
  const choice = (name: 'feature' | 'from' | 'to', title: string, values: readonly string[]): VNode => (
    <label>
      {title}{' '}
      <select
        value={search[name]}
        onChange={({ currentTarget }) => onSearch({ ...search, [name]: currentTarget.value })}
      >
        <option value="">any</option>
        {values.map(value => (
          <option value={value}>{value}</option>
        ))}
      </select>
    </label>
  );
  return (
    <search class="controls">
      <label>
        Words{' '}
        <input
          type="search"
          value={search.words}
          onInput={({ currentTarget }) => onSearch({ ...search, words: currentTarget.value })}
        />
      </label>
      {choice('feature', 'State, feature or option', features)}
      {choice('from', 'Answers changed from', goldens.versions)}
      {choice('to', 'to', goldens.versions)}
    </search>
  );
}
