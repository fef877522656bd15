/** One figure of the explorer, and what it ought to be. It is told, and gates nothing. */
export interface Figure {
  readonly name: string;
  readonly measured: string;
  readonly aim: string;
  readonly reached: boolean;
}

/** Figures as a table of Markdown. One that misses its aim is bold. */
export function figureTable(figures: readonly Figure[]): string[] {
  return [
    '| what | measured | aim |',
    '| --- | --- | --- |',
    ...figures.map(
      ({ name, measured, aim, reached }) =>
        `| ${name} | ${reached ? measured : `**${measured}**`} | ${aim} |`,
    ),
  ];
}

/** The middle one of some numbers, of which there is at least one. */
export function medianOf(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)]!;
}
