import type { Wish } from './wish.ts';

export function steeredWish(_index: number): Wish | undefined {
  return undefined;
}
