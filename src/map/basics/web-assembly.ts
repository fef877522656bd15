/** The memory of an instance of a module, in pages of 64 KiB. */
export interface Memory {
  /** Another one after each growth. */
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** The part of WebAssembly that is used here; Node's types leave it out. */
interface Api {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: Record<string, object>) => { readonly exports: unknown };
}

const api = (globalThis as unknown as { WebAssembly: Api }).WebAssembly;

export const Module: Api['Module'] = api.Module;
export const Instance: Api['Instance'] = api.Instance;
