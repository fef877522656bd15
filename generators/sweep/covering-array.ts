/** The factors that vary, each with its possible values (ways). */
export type Factors = Readonly<Record<string, readonly string[]>>;

/** One way for each factor. */
export type Row<F extends Factors> = { readonly [K in keyof F]: F[K][number] };

/** Whether the ways chosen so far are allowed together. Each factor needs one way that is allowed with all others. */
export type Allowed<F extends Factors> = (row: Partial<Row<F>>) => boolean;

/** The combinations of ways of `strength` factors, as numbers. */
export class Combinations<F extends Factors> {
  readonly strength: number;
  readonly #names: readonly string[];
  /** All ways of all factors. The id of a way is its place in this order. */
  readonly #ways: readonly { readonly name: string; readonly way: string }[];
  readonly #ids: ReadonlyMap<string, ReadonlyMap<string, number>>;

  constructor(factors: F, strength: number) {
    this.strength = strength;
    this.#names = Object.keys(factors);
    this.#ways = Object.entries(factors).flatMap(([name, ways]) => ways.map(way => ({ name, way })));
    this.#ids = new Map(
      this.#names.map(name => [
        name,
        new Map(
          factors[name]!.map(way => [way, this.#ways.findIndex(at => at.name === name && at.way === way)]),
        ),
      ]),
    );
  }

  /** Every combination, allowed or not. */
  *all(): Generator<{ readonly code: number; readonly ways: Partial<Row<F>> }> {
    for (const names of subsets(this.#names, this.strength)) {
      let rows: Record<string, string>[] = [{}];
      for (const name of names)
        rows = rows.flatMap(row => [...this.#ids.get(name)!.keys()].map(way => ({ ...row, [name]: way })));
      for (const row of rows)
        yield { code: this.#codeOf(this.#idsOf(row as Partial<Row<F>>)), ways: row as Partial<Row<F>> };
    }
  }

  /** The combinations in a row, complete or not. */
  in(row: Partial<Row<F>>): number[] {
    return subsets(this.#idsOf(row), this.strength).map(ids => this.#codeOf(ids));
  }

  /** The combinations in a row that contain its way of one factor. */
  with(row: Partial<Row<F>>, name: keyof F & string): number[] {
    const { [name]: way, ...rest } = row;
    const id = this.#ids.get(name)!.get(way!)!;
    const others = subsets(this.#idsOf(rest as Partial<Row<F>>), this.strength - 1);
    return others.map(ids => this.#codeOf([...ids, id].sort((a, b) => a - b)));
  }

  #idsOf(row: Partial<Row<F>>): number[] {
    return this.#names.flatMap(name => this.#ids.get(name)!.get(row[name] ?? '') ?? []);
  }

  #codeOf(ids: readonly number[]): number {
    return ids.reduce((code, id) => code * this.#ways.length + id, 0);
  }
}

/**
 * A small set of rows with every allowed combination of ways of `strength` factors. Each row begins with the first
 * combination that is still missing, then takes for every further factor the way that adds most missing ones. The same
 * factors always give the same rows. (covertable 2.5 leaves combinations out if some are forbidden.)
 *
 * @throws RangeError if every way of a factor is forbidden beside others
 */
export function coveringArray<F extends Factors>(
  factors: F,
  strength: number,
  isAllowed: Allowed<F>,
): Row<F>[] {
  const combinations = new Combinations(factors, strength);
  const missing = new Map<number, Partial<Row<F>>>();
  for (const { code, ways } of combinations.all()) if (isAllowed(ways)) missing.set(code, ways);
  const rows: Row<F>[] = [];
  for (const first of missing.values()) {
    let row = first;
    for (const [name, ways] of Object.entries(factors)) {
      if (row[name] === undefined)
        row = best(
          ways.map(way => ({ ...row, [name]: way })),
          name,
        );
    }
    for (const code of combinations.in(row)) missing.delete(code);
    rows.push(row as Row<F>);
  }
  return rows;

  function best(candidates: readonly Partial<Row<F>>[], name: string): Partial<Row<F>> {
    const rated = candidates
      .filter(isAllowed)
      .map(row => ({ row, gain: combinations.with(row, name).filter(code => missing.has(code)).length }));
    const [first] = rated.toSorted((a, b) => b.gain - a.gain);
    if (first === undefined) throw new RangeError(`no ${name} goes with what stands beside it`);
    return first.row;
  }
}

/** The subsets of `size` of a sequence, each in its order. */
function subsets<T>(items: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, index) =>
    subsets(items.slice(index + 1), size - 1).map(rest => [item, ...rest]),
  );
}
