import type { ByteString } from '../../basics/byte-string.ts';
import type { Profile } from '../../profile/profile.ts';

/** A type of options in a schema of qemu (QAPI). Options that are given as texts are read by their types. */
export type Schema =
  | { readonly kind: 'text' }
  | { readonly kind: 'switch' }
  | { readonly kind: 'size' }
  /** A whole number; `name` is what messages call a type of fewer bits than 64. */
  | { readonly kind: 'number'; readonly least: bigint; readonly most: bigint; readonly name?: string }
  | { readonly kind: 'choice'; readonly values: readonly ByteString[] }
  | { readonly kind: 'list'; readonly of: Schema }
  | Members
  /** An object (`members`), a word (`word`), or null (`orNull`). `name` is what messages call it. */
  | {
      readonly kind: 'either';
      readonly name: string;
      readonly members: () => Members;
      readonly word: Schema;
      readonly orNull: boolean;
    };

/** An object. */
export interface Members {
  readonly kind: 'members';
  /** In the order in which qemu reads them. */
  readonly members: Readonly<Record<string, Member>>;
  /** The member whose value decides which further members there are, and these; absent: there are no others. */
  readonly variants?: {
    readonly by: string;
    readonly members: Readonly<Record<string, Readonly<Record<string, Member>>>>;
    /** Whether a version has a value of the member; absent: each has all. */
    readonly isIn?: (value: ByteString, profile: Profile) => boolean;
  };
}

/** A member of an object. */
export interface Member {
  readonly type: Schema;
  readonly isOptional: boolean;
  /** Whether a version has it; absent: each has. */
  readonly isIn?: (profile: Profile) => boolean;
}

export const text: Schema = { kind: 'text' };
export const onOff: Schema = { kind: 'switch' };
export const size: Schema = { kind: 'size' };

const signed = (bits: bigint) => ({ least: -(1n << (bits - 1n)), most: (1n << (bits - 1n)) - 1n });
const unsigned = (bits: bigint) => ({ least: 0n, most: (1n << bits) - 1n });

export const int64: Schema = { kind: 'number', ...signed(64n) };
export const int32: Schema = { kind: 'number', ...signed(32n), name: 'int32_t' };
export const uint64: Schema = { kind: 'number', ...unsigned(64n) };
export const uint32: Schema = { kind: 'number', ...unsigned(32n), name: 'uint32_t' };
export const uint16: Schema = { kind: 'number', ...unsigned(16n), name: 'uint16_t' };

export function choice(...values: readonly ByteString[]): Schema {
  return { kind: 'choice', values };
}

export function listOf(of: Schema): Schema {
  return { kind: 'list', of };
}

export function members(all: Readonly<Record<string, Member>>): Members {
  return { kind: 'members', members: all };
}

export function required(type: Schema, isIn?: Member['isIn']): Member {
  return { type, isOptional: false, ...(isIn && { isIn }) };
}

export function optional(type: Schema, isIn?: Member['isIn']): Member {
  return { type, isOptional: true, ...(isIn && { isIn }) };
}

/** An object, or a word. */
export function either(
  name: string,
  of: () => Members,
  word: Schema,
): Extract<Schema, { readonly kind: 'either' }> {
  return { kind: 'either', name, members: of, word, orNull: false };
}
