import type { Vendor } from '../version.ts';

/** A value of a behaviour, and the versions that have it. */
export interface Since<Value> {
  /** The first version with this value. */
  readonly since: string;
  /** Only the builds of this vendor have the value. Absent: all builds. */
  readonly vendor?: Vendor;
  readonly value: Value;
  /**
   * The versions on which this value was measured: for each of them a golden, or a real qemu-img at a server of NBD, has an
   * outcome that fails with the value before or behind. `6.1.0..7.2` means all measured versions from 6.1.0 to 7.2. Absent: on
   * none; `since` was only read in the source of qemu.
   */
  readonly measured?: string;
}

/** One thing in which versions of qemu differ: a row of the table. */
export interface Behaviour<Value> {
  /** What changed, and when, in one line without a full stop. */
  readonly why: string;
  /**
   * In the order of `since`; the last one that applies to a version holds. A fix that was backported has one entry for each
   * stable series.
   */
  readonly values: readonly Since<Value>[];
}

/** The rows of some behaviours, by the names of their values. */
export type Behaviours<Values> = { readonly [Name in keyof Values]: Behaviour<Values[Name]> };
