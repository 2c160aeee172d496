import { describe, expect, it } from 'vitest';
import { openPicture } from '#lib/dicom/open-picture.ts';
import { planStudies } from '#lib/simulator/imaging/plan-studies.ts';
import { renderStudy } from '#lib/simulator/imaging/study.ts';
import { simulateChart } from '#lib/simulator/patient.ts';
import { statedIn } from './stated-values.ts';

const encode = () => new Uint8Array([0xff, 0xd8, 0xff, 0xd9]);

/** A rendered study of a patient whose header has another heart rate written over its own, of the same length. */
function statedAs(kind: string, over: string | null) {
  const study = planStudies(simulateChart(71, 3), 0).find((one) => one.kind === kind);
  if (!study) throw new Error('no study');
  const bytes = renderStudy(study, encode);
  if (over !== null) {
    const at = bytes.findIndex((_, i) => [0x18, 0, 0x88, 0x10].every((byte, k) => bytes[i + k] === byte));
    const length = (bytes[at + 6] ?? 0) + 256 * (bytes[at + 7] ?? 0);
    bytes.set(new TextEncoder().encode(over.padEnd(length).slice(0, length)), at + 8);
  }
  const opened = openPicture(bytes);
  if (!opened.ok) throw new Error(opened.refusal.message);
  return statedIn(opened.value);
}

describe('what the header of a picture states', () => {
  it('is the heart rate of a clip, and nothing of a film', () => {
    const [rate, ...more] = statedAs('echocardiogram', null);
    expect(more).toEqual([]);
    expect(rate).toMatchObject({ id: 'heart-rate', unit: '/min' });
    expect(rate?.value).toBeGreaterThan(45);
    expect(statedAs('chest-radiograph', null)).toEqual([]);
  });

  it.each(['--', '  ', '1a'])('is nothing where "%s" stands in its place', (over) => {
    expect(statedAs('echocardiogram', over)).toEqual([]);
  });
});
