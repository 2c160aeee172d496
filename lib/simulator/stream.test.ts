import { describe, expect, it } from 'vitest';
import { hashIdentifier, openStream } from './stream.ts';

const draw = (seed: number, patient: number, purpose: string, n = 4) => {
  const stream = openStream(seed, patient, purpose);
  return Array.from({ length: n }, () => stream.uniform());
};

describe('random streams', () => {
  it('repeat for the same key and differ in every part of it', () => {
    expect(draw(1, 2, 'latent')).toEqual(draw(1, 2, 'latent'));
    const others = [
      draw(2, 2, 'latent'),
      draw(1, 3, 'latent'),
      draw(1, 2, 'Latent'),
      draw(2 ** 32 + 1, 2, 'latent'),
    ];
    for (const other of others) expect(other).not.toEqual(draw(1, 2, 'latent'));
  });

  it('are pinned: other numbers would be another cohort', () => {
    expect(draw(1, 0, 'pin', 3)).toMatchInlineSnapshot(`
      [
        0.5335092001684895,
        0.9691034499681611,
        0.6682726353135758,
      ]
    `);
    expect(hashIdentifier(1, 0, 'pin')).toMatchInlineSnapshot(`"5175186520de9a55"`);
  });

  it('have the moments of their distributions, across and within streams', () => {
    const n = 40_000;
    const across = Array.from({ length: n }, (_, k) => openStream(7, k, 'moments').normal());
    const one = openStream(7, 0, 'moments');
    const within = Array.from({ length: n }, () => one.normal());
    for (const sample of [across, within]) {
      const mean = sample.reduce((sum, z) => sum + z, 0) / n;
      const variance = sample.reduce((sum, z) => sum + (z - mean) ** 2, 0) / n;
      expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(n));
      expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
    }
    const counts = Array.from({ length: n }, () => one.count(1.7));
    expect(Math.abs(counts.reduce((sum, c) => sum + c, 0) / n - 1.7)).toBeLessThan(4 * Math.sqrt(1.7 / n));
  });

  it('are uncorrelated between purposes', () => {
    const n = 20_000;
    let product = 0;
    for (let k = 0; k < n; k += 1) product += openStream(3, k, 'a').normal() * openStream(3, k, 'b').normal();
    expect(Math.abs(product / n)).toBeLessThan(4 / Math.sqrt(n));
  });

  it('gives no two patients of a large cohort the same identifier', () => {
    const ids = new Set(Array.from({ length: 50_000 }, (_, k) => hashIdentifier(1, k, 'identity')));
    expect(ids.size).toBe(50_000);
  });
});
