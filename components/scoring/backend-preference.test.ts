import { describe, expect, it } from 'vitest';
import { preferredBackend } from './backend-preference.ts';

const holding = (value: string | null) => ({ getItem: () => value });

describe('preferredBackend', () => {
  it.each(['webgpu', 'wasm'] as const)('takes %s when the user chose it', (backend) => {
    expect(preferredBackend(holding(backend))).toBe(backend);
  });

  it.each([null, '', 'cuda'])('decides by itself on %j', (value) => {
    expect(preferredBackend(holding(value))).toBe('auto');
  });

  it('decides by itself where there is no storage', () => {
    expect(preferredBackend(undefined)).toBe('auto');
  });
});
