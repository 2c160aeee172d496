import { describe, expect, it } from 'vitest';
import { instant } from '#lib/clinical/moment.ts';
import { BundleIndex } from '#lib/fhir/bundle-index.ts';
import { READ_FIRST } from '#lib/modalities/read-first.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { heartFailureMember } from '#lib/simulator/heart-failure.ts';
import { EVERYTHING } from '#lib/simulator/member.ts';
import { simulateChart } from '#lib/simulator/patient.ts';
import { sourcesNotRead } from './not-read.ts';

function record(complete: boolean, modalities = EVERYTHING.modalities) {
  const charts = new BundleIndex();
  charts.add(heartFailureMember(simulateChart(3, 1), { modalities, shortcut: 0, complete }).bundle);
  const [chart] = charts.build().charts;
  if (!chart) throw new Error('no chart');
  return readRecord(chart, READ_FIRST, null);
}

describe('what a list does not read', () => {
  it('is every source on the chart that takes a file', () => {
    const whole = record(true);
    expect(sourcesNotRead(whole, whole.latest)).toEqual(['radiograph', 'echo', 'wearables', 'genomics']);
  });

  it('is nothing that came later, and nothing where there is nothing', () => {
    const whole = record(true);
    expect(sourcesNotRead(whole, instant(0))).toEqual(['wearables', 'genomics']);
    const bare = record(true, new Set(['ehr']));
    expect(sourcesNotRead(bare, bare.latest)).toEqual([]);
  });
});
