import { describe, expect, it } from 'vitest';
import { DAY_MS } from '#lib/clinical/moment.ts';
import { type LookStorage, lastLooks, lookModel } from './last-look.ts';

const MODEL = lookModel({ id: 'readmission', version: '1.2.0' });
const NOW = Date.UTC(2026, 10, 29, 9);

function memory(): LookStorage & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const lookAt = (risk: number, at: number) => ({ risk, model: MODEL, at });

describe('lastLooks', () => {
  it('tells what an earlier visit showed, all through this one', async () => {
    const { earlier, record } = lastLooks(memory());
    expect(await earlier('p', MODEL, NOW)).toBeNull();
    await record('p', lookAt(0.2, NOW));
    expect(await earlier('p', MODEL, NOW + 60_000)).toBeNull();
    const next = NOW + DAY_MS;
    expect(await earlier('p', MODEL, next)).toEqual(lookAt(0.2, NOW));
    await record('p', lookAt(0.3, next));
    expect(await earlier('p', MODEL, next + 60_000)).toEqual(lookAt(0.2, NOW));
    expect(await earlier('q', MODEL, next)).toBeNull();
  });

  it('does not compare risks of two models', async () => {
    const { earlier, record } = lastLooks(memory());
    await record('p', lookAt(0.2, NOW));
    expect(await earlier('p', lookModel({ id: 'readmission', version: '2.0.0' }), NOW + DAY_MS)).toBeNull();
  });

  it('keeps no word about the patient', async () => {
    const storage = memory();
    await lastLooks(storage).record('patient-4711', lookAt(0.2, NOW));
    const [[key = '', value = ''] = []] = [...storage.kept];
    expect(key).toMatch(/^consilium\.look\.[0-9a-f]{64}$/);
    expect(`${key}${value}`).not.toContain('4711');
  });

  it('forgets all looks and nothing else', async () => {
    const storage = memory();
    storage.setItem('consilium.unit-system', 'si');
    const { record, forget } = lastLooks(storage);
    await record('p', lookAt(0.2, NOW));
    await record('q', lookAt(0.2, NOW));
    forget();
    expect([...storage.kept.keys()]).toEqual(['consilium.unit-system']);
  });

  it('takes nothing for a look that is none', async () => {
    const storage = memory();
    const { earlier, record } = lastLooks(storage);
    await record('p', lookAt(0.2, NOW));
    const [key = ''] = [...storage.kept.keys()];
    for (const text of ['{', 'null', '{"last":{"risk":"high"}}']) {
      storage.setItem(key, text);
      expect(await earlier('p', MODEL, NOW + DAY_MS)).toBeNull();
    }
  });

  it('goes on where the storage is full', async () => {
    const full = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const { record, earlier } = lastLooks({ ...memory(), setItem: full });
    await record('p', lookAt(0.2, NOW));
    expect(await earlier('p', MODEL, NOW + DAY_MS)).toBeNull();
  });
});
