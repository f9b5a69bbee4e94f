import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { leafHash, merkleRoot } from '../../domain/merkle.ts';

const bytes = (text: string) => Buffer.from(text, 'hex');

describe('Merkle root', () => {
  test('matches the known answers of RFC 6962 trees', () => {
    // Inputs and roots published with the reference implementation of Certificate Transparency.
    const leaves = [
      '',
      '00',
      '10',
      '2021',
      '3031',
      '40414243',
      '5051525354555657',
      '606162636465666768696a6b6c6d6e6f',
    ].map(bytes);
    const roots = [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
      '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ];
    roots.forEach((root, i) => {
      expect(merkleRoot(leaves.slice(0, i + 1)).toString('hex')).toBe(root);
    });
  });

  test('of nothing is the hash of nothing', () => {
    expect(merkleRoot([])).toEqual(createHash('sha256').digest());
  });

  test('changes with any change, removal or exchange of a leaf', () => {
    const leaf = fc.uint8Array({ minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        fc.uniqueArray(leaf, { minLength: 2, maxLength: 20, selector: (l) => l.join() }),
        fc.nat(),
        (leaves, n) => {
          const root = merkleRoot(leaves).toString('hex');
          const i = n % leaves.length;
          const changed = leaves.map((l, at) => (at === i ? Uint8Array.of(...l, 1) : l));
          const removed = leaves.filter((_, at) => at !== i);
          const exchanged = [...leaves.slice(1), leaves[0] as Uint8Array];
          for (const other of [changed, removed, exchanged]) expect(merkleRoot(other).toString('hex')).not.toBe(root);
        },
      ),
    );
  });

  test('of two leaves is not the hash of a leaf made of their hashes', () => {
    const [a, b] = [bytes('01'), bytes('02')];
    expect(merkleRoot([a, b])).not.toEqual(leafHash(Buffer.concat([leafHash(a), leafHash(b)])));
  });
});
