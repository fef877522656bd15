/** The first column of the grid of a drawing holds the labels of the rows; the stretches follow. */
export const firstStretch = 2;

/** The place of an element in the grid of a drawing: rows and stretches count from 0, `to` is after the last stretch. */
export function gridArea(row: number, from: number, to: number): string {
  return `grid-area:${row + 1}/${from + firstStretch}/${row + 2}/${to + firstStretch}`;
}
