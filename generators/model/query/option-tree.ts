/** Options by name. Those of a child are a tree within. */
export interface OptionTree {
  readonly [key: string]: unknown;
}

/** The options in the JSON text of a `json:` name, nested or dotted. No options if the text isn't an object. */
export function jsonTree(text: string): OptionTree {
  return treeOf(flat(parse(text)));
}

/** The options in a text such as `driver=qcow2,file.filename=NAME`. In a value two commas stand for one. */
export function optionTree(text: string): OptionTree {
  const pairs = text.match(/([^,]|,,)+/g) ?? [];
  return treeOf(
    pairs.map(pair => {
      const [key = '', ...rest] = pair.replaceAll(',,', ',').split('=');
      return [key, rest.join('=')];
    }),
  );
}

export function isTree(value: unknown): value is OptionTree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members of an object by dotted name. An empty object stays. */
function flat(value: unknown): [key: string, value: unknown][] {
  if (!isTree(value)) return [];
  return Object.entries(value).flatMap(([key, member]): [string, unknown][] =>
    isTree(member) && Object.keys(member).length > 0
      ? flat(member).map(([inner, innermost]) => [`${key}.${inner}`, innermost])
      : [[key, member]],
  );
}

/** The same options, those of a child in a tree of its own. An option given twice gets a value that nothing accepts. */
function treeOf(pairs: readonly (readonly [key: string, value: unknown])[]): OptionTree {
  const tree: Record<string, unknown> = {};
  const children = new Map<string, [string, unknown][]>();
  for (const [key, value] of pairs) {
    const [, child, rest] = /^([^.]*)\.(.*)$/s.exec(key) ?? [];
    if (child === undefined || rest === undefined || child === 'cache') tree[key] = key in tree ? [] : value;
    else children.set(child, [...(children.get(child) ?? []), [rest, value]]);
  }
  for (const [child, inner] of children) {
    tree[child] = child in tree ? [] : treeOf(inner);
  }
  return tree;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
