/** Merkle tree over byte strings as in RFC 6962 §2.1: leaves and nodes are hashed with different prefixes. */
import { createHash } from 'node:crypto';

const LEAF = Uint8Array.of(0x00);
const NODE = Uint8Array.of(0x01);

/** Hash of one leaf: SHA-256 of 0x00 and the leaf's bytes. */
export function leafHash(leaf: Uint8Array): Buffer {
  return createHash('sha256').update(LEAF).update(leaf).digest();
}

/**
 * Root of the tree over `leaves` in the order given; the root of no leaves is SHA-256 of nothing.
 * A tree whose size is no power of two is split at the largest power of two below its size.
 */
export function merkleRoot(leaves: readonly Uint8Array[]): Buffer {
  if (leaves.length === 0) return createHash('sha256').digest();
  let level = leaves.map(leafHash);
  while (level.length > 1) {
    const above: Buffer[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const left = level[i] as Buffer;
      const right = level[i + 1];
      above.push(right ? createHash('sha256').update(NODE).update(left).update(right).digest() : left);
    }
    level = above;
  }
  return level[0] as Buffer;
}
