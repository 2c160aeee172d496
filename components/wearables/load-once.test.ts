import { describe, expect, it } from 'vitest';
import { NO_PORTS, type PanelPorts } from '#components/panels/panel-props.ts';
import type { ModalityId } from '#lib/modalities/index.ts';
import type { SliceOutcome } from '#lib/modalities/slice-outcome.ts';
import { loadOnce } from './load-once.ts';

/** Ports whose server answers in turn and counts. */
function portsOf(answers: readonly ('read' | 'refused' | 'lost')[]): PanelPorts & { asked: () => number } {
  let count = 0;
  const loadSlice = async <Id extends ModalityId>(
    patientId: string,
    modality: Id,
  ): Promise<SliceOutcome<Id>> => {
    const answer = answers[count] ?? 'read';
    count += 1;
    if (answer === 'lost') throw new Error('lost');
    if (answer === 'refused') return { ok: false, reason: 'no' };
    return { ok: true, patientId, modality, slice: null, issues: [] };
  };
  return { ...NO_PORTS, loadSlice, asked: () => count };
}

describe('what several places of a page ask for', () => {
  it('is fetched once for a patient and a page', async () => {
    const ports = portsOf([]);
    const [one, two] = await Promise.all([
      loadOnce(ports)?.('a', 'wearables'),
      loadOnce(ports)?.('a', 'wearables'),
    ]);
    expect(one).toBe(two);
    expect(ports.asked()).toBe(1);
    await loadOnce(ports)?.('b', 'wearables');
    expect(ports.asked()).toBe(2);
    expect(loadOnce({ ...ports })).not.toBe(loadOnce(ports));
  });

  it.each(['refused', 'lost'] as const)('is asked for again when it was %s', async (failure) => {
    const ports = portsOf([failure]);
    await loadOnce(ports)?.('a', 'wearables').catch(() => null);
    expect(await loadOnce(ports)?.('a', 'wearables')).toMatchObject({ ok: true, patientId: 'a' });
  });

  it('is not to be had without a server', () => {
    expect(loadOnce(NO_PORTS)).toBeNull();
  });
});
