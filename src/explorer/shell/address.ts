/** A part of the address of a view: `#/NAME/PLACE?PARAMETERS`. */
export interface ViewAddress {
  /** What stands after the name of the view, decoded: the name of a case, for example. Empty: nothing. */
  readonly place: string;
  readonly parameters: URLSearchParams;
}

/** An address within the page: the name of a view, its place, and its parameters. */
export interface Address extends ViewAddress {
  readonly view: string;
}

/** Reads a hash such as `#/gallery/047-what-present-tells?version=7.2`. */
export function readAddress(hash: string): Address {
  const [path = '', parameters = ''] = hash.replace(/^#?\/?/, '').split(/\?(.*)/s);
  const [view = '', ...place] = path.split('/');
  return { view, place: decoded(place.join('/')), parameters: new URLSearchParams(parameters) };
}

/** The hash of an address; what is empty is left out. */
export function addressOf(
  view: string,
  place = '',
  parameters: Readonly<Record<string, string>> = {},
): string {
  const path = [view, ...(place === '' ? [] : place.split('/'))].map(encodeURIComponent).join('/');
  const query = new URLSearchParams(parameters).toString();
  return `#/${path}${query === '' ? '' : `?${query}`}`;
}

/** Addresses are typed by hand too: a stray `%` stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
