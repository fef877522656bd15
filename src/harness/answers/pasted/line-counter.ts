/** Returns a function that gives the line, from 1, of an index of the text; indexes must rise from call to call. */
export function lineCounter(text: string): (index: number) => number {
  let line = 1;
  let at = 0;
  return index => {
    for (let next = text.indexOf('\n', at); next >= 0 && next < index; next = text.indexOf('\n', at)) {
      line += 1;
      at = next + 1;
    }
    return line;
  };
}
