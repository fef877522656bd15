import { once } from '../../../basics/once.ts';
import { Instance, type Memory, Module } from '../../../basics/web-assembly.ts';
import { compiledBytes } from './compiled.ts';

/** An address in the memory of the module. */
type Address = number;
/** Changes the bytes from `start` up to `end`. */
type Change = (start: Address, end: Address) => void;

/** The functions of the module; see assembly/index.ts. */
export interface Exports {
  readonly memory: Memory;
  readonly keyAt: { readonly value: Address };
  readonly scheduleAt: { readonly value: Address };
  readonly scheduleBytes: { readonly value: number };
  /** Where memory is free, up to its end. */
  readonly free: { readonly value: Address };

  cast5Key(length: number): void;
  serpentKey(length: number): void;
  sm4Key(length: number): void;
  twofishKey(length: number): void;
  readonly encryptCast5: Change;
  readonly decryptCast5: Change;
  readonly encryptSerpent: Change;
  readonly decryptSerpent: Change;
  readonly encryptSm4: Change;
  readonly decryptSm4: Change;
  readonly encryptTwofish: Change;
  readonly decryptTwofish: Change;

  sum(start: Address, end: Address, others: Address): void;
  readonly double: Change;
  countUp(start: Address, end: Address, block: number): void;
  /** Merges stripes to the block from `start` up to `end`. The length of the digest says which one it is. */
  merge(start: Address, end: Address, stripes: Address, stripesEnd: Address, digestBytes: number): void;
}

/**
 * The ciphers that Node lacks, and what modes calculate. They are AssemblyScript, compiled to WebAssembly: a slot of LUKS takes half a
 * megabyte through a cipher at most, so Node would compile the same code in JavaScript for as long as it then runs. Measured with Node
 * 24, eight slots of 128 kB with Twofish take 20 ms instead of 55.
 */
export const cipherExports: () => Exports = once(
  () => new Instance(new Module(compiledBytes()), {}).exports as Exports,
);
