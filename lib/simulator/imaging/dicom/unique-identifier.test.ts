import { describe, expect, it } from 'vitest';
import { uniqueIdentifier } from './unique-identifier.ts';

describe('unique identifiers', () => {
  it('are UUIDs below 2.25, the same for the same key and never for another', () => {
    const keys = Array.from({ length: 500 }, (_, i) => [i % 5, Math.floor(i / 5), 'study'] as const);
    const made = keys.map((key) => uniqueIdentifier(...key));
    expect(new Set(made).size).toBe(500);
    expect(keys.map((key) => uniqueIdentifier(...key))).toEqual(made);
    for (const uid of made) {
      expect(uid.length).toBeLessThanOrEqual(64);
      const hex = BigInt(uid.slice(5)).toString(16).padStart(32, '0');
      expect(hex).toMatch(/^[0-9a-f]{12}8[0-9a-f]{3}[89ab][0-9a-f]{15}$/);
    }
  });
});
