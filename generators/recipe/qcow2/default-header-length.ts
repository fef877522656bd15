import type { Qcow2Layer } from '../recipe.ts';

/**
 * The bytes of a header whose length is not given: 72 in version 2; otherwise 104, or 112 where it states a
 * compression type (section "Header" of the specification docs/interop/qcow2).
 */
export function defaultHeaderLength({ version, compression }: Qcow2Layer): number {
  if (version === 2) return 72;
  return compression === undefined ? 104 : 112;
}
