/**
 * What `make` returns, made on the first call. It is for tables that few images need: all modules are in the command, and what each of
 * them makes at the start takes its time from every map.
 */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
