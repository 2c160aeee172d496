import { createHash } from 'node:crypto';
import dcmjs from 'dcmjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawLatentState } from '../../physiology/latent-state.ts';
import { samplePerson } from '../sample-person.ts';
import { ejectedShare, endFrames, planCycle, valveOpening } from './cardiac-cycle.ts';
import { drawEchoFindings } from './draw-echo-findings.ts';
import { filmHeart } from './film-heart.ts';
import type { EchoFindings } from './findings.ts';
import { countVolume } from './fixtures/count-volume.ts';
import { type JpegEncoder, loadJpegEncoder } from './jpeg-encoder.ts';
import { renderEchocardiogram } from './render-echocardiogram.ts';
import { contract, discVolume, endDiastole } from './ventricle-shape.ts';

const MOMENT = { study: 0, ms: Date.UTC(2026, 8, 29, 16) };
const findings = (ejectionFraction: number, endDiastolicVolume: number): EchoFindings => ({
  ejectionFraction,
  endDiastolicVolume,
  heartRate: 72,
  wallMotion: null,
});

describe('the ventricle', () => {
  it('has the volume that was asked for at every instant, by the method of discs', () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(number(12, 72), number(60, 320), number(0, 1), (fraction, volume, ejected) => {
        const rest = endDiastole(volume);
        const now = discVolume(contract(rest, findings(fraction, volume), ejected));
        expect(discVolume(rest)).toBeCloseTo(volume, 6);
        expect(now).toBeCloseTo(volume * (1 - (fraction / 100) * ejected), 6);
      }),
    );
  });

  it('keeps its volume when one wall does not move, because the others move more', () => {
    const akinetic: EchoFindings = {
      ...findings(38, 170),
      wallMotion: { segment: 'septal', severity: 1 },
    };
    const rest = endDiastole(170);
    const now = contract(rest, akinetic, 1);
    expect(discVolume(now)).toBeCloseTo(170 * 0.62, 6);
    expect(now.septal[8]).toBeCloseTo(rest.septal[8] ?? 0, 1);
    expect((rest.lateral[8] ?? 0) - (now.lateral[8] ?? 0)).toBeGreaterThan(0.7);
  });
});

describe('the cycle', () => {
  it('begins at end-diastole, is emptiest at end-systole, and lasts at least 48 frames and one beat', () => {
    for (const rate of [42, 60, 88, 125]) {
      const cycle = planCycle(rate, 50);
      const shares = Array.from({ length: cycle.beatFrames + 1 }, (_, i) => ejectedShare(cycle, i));
      expect(shares[0]).toBeCloseTo(0, 12);
      expect(shares.at(-1)).toBeCloseTo(0, 12);
      expect(shares.indexOf(Math.max(...shares))).toBe(cycle.systoleFrames);
      expect(cycle.frames).toBeGreaterThanOrEqual(Math.max(48, cycle.beatFrames));
      expect(Math.abs(cycle.heartRate - rate)).toBeLessThan(4);
    }
  });
});

describe('a clip that no R wave started', () => {
  const start = fc.double({ min: 0, max: 1, noNaN: true });

  it('shows either end of the beat, at the frames that it names', () => {
    fc.assert(
      fc.property(fc.integer({ min: 42, max: 125 }), start, (rate, share) => {
        const cycle = planCycle(rate, 50, share);
        const { diastole, systole } = endFrames(cycle);
        expect(Math.max(diastole, systole)).toBeLessThan(cycle.frames);
        expect(ejectedShare(cycle, diastole)).toBeCloseTo(0, 12);
        expect(ejectedShare(cycle, systole)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('is the same beat, begun later', () => {
    fc.assert(
      fc.property(fc.integer({ min: 42, max: 125 }), start, (rate, share) => {
        const gated = planCycle(rate, 50);
        const cycle = planCycle(rate, 50, share);
        const late = Math.floor(share * gated.beatFrames);
        for (const motion of [ejectedShare, valveOpening])
          expect(motion(cycle, 7)).toBeCloseTo(motion(gated, 7 + late), 12);
      }),
    );
  });

  it('measures the same, wherever it begins', () => {
    const film = (share: number) =>
      filmHeart(
        { seed: 5, index: 45, study: 0 },
        findings(45, 140),
        { dropout: 0, start: share },
        (picture) => picture.slice(),
      );
    const { frames, truth } = film(0.7);
    expect(truth).toMatchObject({ ...film(0).truth, endDiastolicFrame: 10, endSystolicFrame: 23 });
    const [full = 0, left = 0] = [
      [truth.endDiastolicFrame, truth.endDiastolicContour] as const,
      [truth.endSystolicFrame, truth.endSystolicContour] as const,
    ].map(([frame, contour]) => countVolume(frames[frame] ?? new Uint8Array(), contour));
    expect(Math.abs((100 * (full - left)) / full - 45)).toBeLessThan(3);
  });
});

describe('a simulated echocardiogram', () => {
  let encode: JpegEncoder;
  beforeAll(async () => {
    encode = await loadJpegEncoder();
  });

  it.each([
    [18, 240],
    [30, 200],
    [45, 140],
    [58, 110],
    [68, 90],
  ])('shows an ejection fraction of %i %% to someone who counts pixels', (fraction, volume) => {
    const key = { seed: 5, index: fraction, study: 0 };
    const { frames, truth } = filmHeart(key, findings(fraction, volume), { dropout: 0 }, (picture) =>
      picture.slice(),
    );
    const none = new Uint8Array();
    const full = countVolume(frames[truth.endDiastolicFrame] ?? none, truth.endDiastolicContour);
    const left = countVolume(frames[truth.endSystolicFrame] ?? none, truth.endSystolicContour);
    expect(truth.ejectionFraction).toBeCloseTo(fraction, 6);
    expect(Math.abs((100 * (full - left)) / full - fraction)).toBeLessThan(3);
  });

  it('writes what a reader of the file needs, and the label', () => {
    const { dicom, truth } = renderEchocardiogram(
      samplePerson(5, 0),
      findings(35, 180),
      MOMENT,
      { dropout: 0.2 },
      encode,
    );
    const { dict } = dcmjs.data.DicomMessage.readFile(dicom.slice().buffer);
    const value = (tag: string) => dict[tag]?.Value;
    const [frames] = value('00280008') ?? [];
    expect(Number(frames)).toBeGreaterThanOrEqual(48);
    expect(value('7FE00010')).toHaveLength(Number(frames));
    expect(1000 / Number(value('00181063')?.[0])).toBeCloseTo(Number(value('00180040')?.[0]), 6);
    expect(value('00186011')).toHaveLength(1);
    expect(value('00104000')?.[0]).toMatch(/^SIMULATED/);
    expect(truth.endSystolicFrame).toBeLessThan(Number(frames));
    expect(dicom.length).toBeLessThan(2_500_000);
  });

  it('is the same bytes again, and on every machine', () => {
    const digest = (index: number) =>
      createHash('sha256')
        .update(
          renderEchocardiogram(samplePerson(5, index), findings(55, 110), MOMENT, { dropout: 0 }, encode)
            .dicom,
        )
        .digest('hex');
    expect(digest(2)).not.toBe(digest(3));
    expect(digest(2)).toBe('4186a47129d2515a8810c0eba8a357fd852fb269500b05ff3043989258eaf9da');
  });
});

describe('findings of the heart-failure cohort', () => {
  it('give the poorly ejecting the large ventricles', () => {
    const cohort = Array.from({ length: 1000 }, (_, i) =>
      drawEchoFindings(3, i, drawLatentState(3, i), { infarcted: i % 3 === 0 }),
    );
    const mean = (list: EchoFindings[]) =>
      list.reduce((sum, one) => sum + one.endDiastolicVolume, 0) / list.length;
    expect(mean(cohort.filter((one) => one.ejectionFraction < 35))).toBeGreaterThan(160);
    expect(mean(cohort.filter((one) => one.ejectionFraction > 55))).toBeLessThan(130);
  });
});
