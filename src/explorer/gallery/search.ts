import type { PackedGolden, PackedGoldens } from '../data/goldens.ts';

/** What is searched for; empty texts: anything. */
export interface Search {
  /** All of these words are in the name, the note, the chain or the queries. */
  readonly words: string;
  readonly feature: string;
  /** The answers of these two versions differ. With one of them alone: something was recorded of it. */
  readonly from: string;
  readonly to: string;
}

/** Reads the search from the parameters of an address. */
export function readSearch(parameters: URLSearchParams): Search {
  const value = (name: string): string => parameters.get(name) ?? '';
  return { words: value('words'), feature: value('feature'), from: value('from'), to: value('to') };
}

/** The parameters of a search; what is empty is left out. */
export function writeSearch(search: Search): Record<string, string> {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== ''));
}

/** The goldens that a search finds. */
export function found({ goldens }: PackedGoldens, search: Search): PackedGolden[] {
  const words = search.words.toLowerCase().split(/\s+/).filter(Boolean);
  return goldens.filter(golden => {
    const { name, text, features } = golden;
    const all = `${name}\n${text}`.toLowerCase();
    return (
      words.every(word => all.includes(word)) &&
      (search.feature === '' || (features as readonly string[]).includes(search.feature)) &&
      (search.from + search.to === '' || changedQueries(golden, search).length > 0)
    );
  });
}

/** The places of the queries whose answers differ between two versions, or that have one of the one version that is given. */
export function changedQueries(
  { queries }: PackedGolden,
  { from, to }: Pick<Search, 'from' | 'to'>,
): number[] {
  return queries.flatMap(({ outcomes }, index) => {
    const places = [from, to]
      .filter(Boolean)
      .map(version => outcomes.findIndex(({ versions }) => versions.includes(version)));
    const [one, other = -2] = places;
    return one !== undefined && !places.includes(-1) && one !== other ? [index] : [];
  });
}
