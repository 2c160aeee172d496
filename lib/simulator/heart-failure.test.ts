import dcmjs from 'dcmjs';
import type { Bundle, ImagingStudy, Observation, Resource } from 'fhir/r4';
import { describe, expect, it } from 'vitest';
import { simulateMember } from './cohort.ts';
import { loadJpegEncoder } from './imaging/echocardiogram/jpeg-encoder.ts';
import { renderStudy } from './imaging/study.ts';
import { EVERYTHING } from './member.ts';
import { drawMissingModalities } from './missing-modalities.ts';
import { drawLatentState } from './physiology/latent-state.ts';
import { ejectionFraction } from './physiology/ventricle.ts';

const members = Array.from({ length: 30 }, (_, index) =>
  simulateMember({ cohort: 'hf', seed: 71 }, index, EVERYTHING),
);
const of = <T extends Resource>({ bundle }: { bundle: Bundle }, type: string) =>
  (bundle.entry ?? []).flatMap(({ resource }) =>
    resource?.resourceType === type ? [resource as unknown as T] : [],
  );

const isReading = ({ code }: Observation) => code.coding?.[0]?.code === '10230-1';

describe('images of a heart-failure patient', () => {
  it('are named in the bundle by the UIDs, class and time that the file carries', async () => {
    const encode = await loadJpegEncoder();
    const some = members.filter(({ studies }) => studies.length === 2).slice(0, 2);
    for (const member of some) {
      const files = member.studies.map((study) => {
        const { dict, meta } = dcmjs.data.DicomMessage.readFile(renderStudy(study, encode).slice().buffer);
        return { ...meta, ...dict };
      });
      for (const [k, study] of of<ImagingStudy>(member, 'ImagingStudy').entries()) {
        const value = (tag: string) => String(files[k]?.[tag]?.Value[0]);
        const [series] = study.series ?? [];
        const [instance] = series?.instance ?? [];
        expect(study.identifier?.[0]?.value).toBe(`urn:oid:${value('0020000D')}`);
        expect(series?.uid).toBe(value('0020000E'));
        expect(instance?.uid).toBe(value('00080018'));
        expect(instance?.sopClass.code).toBe(`urn:oid:${value('00020002')}`);
        expect(study.modality?.[0]?.code).toBe(value('00080060'));
        expect(study.description).toBe(value('00081030'));
        expect(study.started?.slice(0, 10).replaceAll('-', '')).toBe(value('00080020'));
        expect(study.started?.slice(11, 19).replaceAll(':', '')).toBe(value('00080030'));
      }
    }
  });

  it.each(members.map((member, index) => ({ member, index })))(
    'are in the bundle of patient $index when they were made, and so is the reading',
    ({ member, index }) => {
      const kinds = member.studies.map(({ kind }) => kind);
      expect(of(member, 'ImagingStudy').length).toBe(kinds.length);
      expect(of(member, 'Endpoint').length).toBe(Math.min(1, kinds.length));
      const readings = of<Observation>(member, 'Observation').filter(isReading);
      expect(readings.length).toBe(kinds.filter((kind) => kind === 'echocardiogram').length);
      const truth = ejectionFraction(drawLatentState(71, index).ventricle);
      for (const { valueQuantity } of readings)
        expect(Math.abs((valueQuantity?.value ?? 0) - truth)).toBeLessThan(18);
    },
  );

  it('tell no one what is missing elsewhere: the chart alone has none', () => {
    const chart = simulateMember({ cohort: 'hf', seed: 71 }, 0, {
      ...EVERYTHING,
      modalities: new Set(['ehr']),
    });
    expect(chart.studies).toEqual([]);
    expect(of(chart, 'ImagingStudy')).toEqual([]);
  });
});

describe('what is missing', () => {
  const patients = Array.from({ length: 8000 }, (_, index) => {
    const state = drawLatentState(9, index);
    return { state, missing: drawMissingModalities(9, index, state) };
  });

  it.each([
    ['genomics', 0.4],
    ['wearables', 0.3],
    ['echocardiogram', 0.15],
    ['chestRadiograph', 0.1],
  ] as const)('takes %s from a share of %s', (name, share) => {
    const without = patients.filter(({ missing }) => missing[name] !== undefined).length;
    expect(Math.abs(without / patients.length - share)).toBeLessThan(0.02);
  });

  it('tells something of the latents, and not much', () => {
    const frailty = (absent: boolean) => {
      const some = patients.filter(({ missing }) => (missing.wearables !== undefined) === absent);
      return some.reduce((sum, { state }) => sum + state.frailty, 0) / some.length;
    };
    expect(frailty(true) - frailty(false)).toBeGreaterThan(0.1);
    expect(frailty(true) - frailty(false)).toBeLessThan(0.6);
  });
});
