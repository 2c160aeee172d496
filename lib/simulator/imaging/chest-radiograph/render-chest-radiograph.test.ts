import { createHash } from 'node:crypto';
import dcmjs from 'dcmjs';
import { describe, expect, it } from 'vitest';
import { drawLatentState } from '../../physiology/latent-state.ts';
import { openStream } from '../../stream.ts';
import { samplePerson } from '../sample-person.ts';
import { drawChestFindings } from './draw-chest-findings.ts';
import { type ChestFindings, HEALTHY } from './findings.ts';
import { measureRatio } from './fixtures/measure-ratio.ts';
import { projectChest } from './project-chest.ts';
import { renderChestRadiograph } from './render-chest-radiograph.ts';
import { PORTABLE, pickScanner, SCANNERS } from './scanner.ts';

const person = (index: number) => samplePerson(7, index);
const MOMENT = { study: 0, ms: Date.UTC(2026, 8, 29, 15) };
const PLAIN = { projection: 'PA', shortcut: { strength: 0, marked: false } } as const;
const film = (index: number, findings: ChestFindings, scanner = SCANNERS[0]) =>
  projectChest({ seed: 7, index, film: 0 }, person(index), findings, 'PA', scanner);

const correlation = (xs: number[], ys: number[]): number => {
  const mean = (list: number[]) => list.reduce((a, b) => a + b, 0) / list.length;
  const [mx, my] = [mean(xs), mean(ys)];
  const cov = mean(xs.map((x, i) => (x - mx) * ((ys[i] ?? 0) - my)));
  return cov / Math.sqrt(mean(xs.map((x) => (x - mx) ** 2)) * mean(ys.map((y) => (y - my) ** 2)));
};

/** Mean grey of a box, in shares of the picture. */
function brightness(grey: Uint16Array, left: number, right: number, top: number, bottom: number): number {
  let sum = 0;
  let count = 0;
  for (let row = Math.round(512 * top); row < 512 * bottom; row += 1)
    for (let column = Math.round(512 * left); column < 512 * right; column += 1) {
      sum += grey[row * 512 + column] ?? 0;
      count += 1;
    }
  return sum / count;
}

describe('a simulated chest radiograph', () => {
  it('shows a heart of the ratio that was asked for', () => {
    const wanted = Array.from({ length: 28 }, (_, i) => 0.38 + (0.3 * i) / 27);
    const seen = wanted.map((cardiothoracicRatio, i) => {
      const scanner = SCANNERS[i % SCANNERS.length] ?? SCANNERS[0];
      return measureRatio(film(i, { ...HEALTHY, cardiothoracicRatio }, scanner).grey);
    });
    expect(correlation(wanted, seen)).toBeGreaterThan(0.95);
    const errors = wanted.map((ratio, i) => Math.abs((seen[i] ?? 0) - ratio));
    expect(Math.max(...errors)).toBeLessThan(0.06);
  });

  it('whitens where the finding is, and nowhere else', () => {
    const lower = (findings: ChestFindings) => brightness(film(3, findings).grey, 0.18, 0.3, 0.6, 0.68);
    const otherSide = (findings: ChestFindings) => brightness(film(3, findings).grey, 0.72, 0.82, 0.3, 0.45);
    const right: ChestFindings = { ...HEALTHY, effusion: { right: 0.5, left: 0 } };
    expect(lower(right)).toBeGreaterThan(lower(HEALTHY) + 600);
    expect(Math.abs(otherSide(right) - otherSide(HEALTHY))).toBeLessThan(120);
    const upper = (findings: ChestFindings) => brightness(film(3, findings).grey, 0.24, 0.36, 0.26, 0.38);
    expect(upper({ ...HEALTHY, consolidation: { lobe: 'RUL', extent: 0.8 } })).toBeGreaterThan(
      upper(HEALTHY) + 500,
    );
    const wet = [0, 0.25, 0.5, 0.75, 1].map((oedema) => lower({ ...HEALTHY, oedema }));
    expect(wet).toEqual(wet.toSorted((a, b) => a - b));
  });

  it('magnifies the heart in a portable film and says so', () => {
    const options = { ...PLAIN, projection: 'AP' } as const;
    const { truth } = renderChestRadiograph(person(1), HEALTHY, MOMENT, options);
    expect(truth.findings.cardiothoracicRatio).toBe(HEALTHY.cardiothoracicRatio);
    expect(truth.projectedRatio).toBeCloseTo(1.12 * HEALTHY.cardiothoracicRatio, 6);
    expect(truth.scanner).toBe(PORTABLE.model);
  });

  it('writes what a reader of the file needs, and the label', () => {
    const { dicom } = renderChestRadiograph(person(0), HEALTHY, MOMENT, PLAIN);
    const { dict } = dcmjs.data.DicomMessage.readFile(dicom.slice().buffer);
    const value = (tag: string) => dict[tag]?.Value;
    expect(value('00100020')).toEqual(['SIM7-000000']);
    expect(value('00104000')?.[0]).toMatch(/^SIMULATED/);
    expect(value('00185101')).toEqual(['PA']);
    expect(value('00280101')).toEqual([12]);
    expect(value('00181164')).toEqual([0.839844, 0.839844]);
    expect(value('00080020')).toEqual(['20260929']);
  });

  it('is the same bytes again, and on every machine', () => {
    const digest = (index: number) =>
      createHash('sha256')
        .update(renderChestRadiograph(person(index), HEALTHY, MOMENT, PLAIN).dicom)
        .digest('hex');
    expect(digest(2)).toBe(digest(2));
    expect(digest(2)).not.toBe(digest(3));
    expect(digest(2)).toBe('09fb927cbfeba444819ada2f1e112538800747a3e8be00bc492600b30dd16857');
  });
});

describe('the scanner', () => {
  const shareOfPortable = (strength: number, marked: boolean) => {
    const picks = Array.from({ length: 400 }, (_, i) =>
      pickScanner(openStream(1, i, 'scanner-test'), false, { strength, marked }),
    );
    return picks.filter((scanner) => scanner === PORTABLE).length / picks.length;
  };

  it('tells nothing without the shortcut and all with it', () => {
    expect(shareOfPortable(0, true)).toBe(shareOfPortable(0, false));
    expect(shareOfPortable(0.5, true)).toBeGreaterThan(shareOfPortable(0.5, false) + 0.35);
    expect([shareOfPortable(1, true), shareOfPortable(1, false)]).toEqual([1, 0]);
  });
});

describe('findings of the heart-failure cohort', () => {
  const cohort = Array.from({ length: 1500 }, (_, i) => {
    const state = drawLatentState(3, i);
    return { state, findings: drawChestFindings(3, i, state, { copd: false }) };
  });

  it('follow the latents about as strongly as published', () => {
    const ratios = cohort.map(({ findings }) => findings.cardiothoracicRatio);
    const mean = ratios.reduce((a, b) => a + b, 0) / ratios.length;
    expect(mean).toBeGreaterThan(0.54);
    expect(mean).toBeLessThan(0.58);
    const r = correlation(
      cohort.map(({ state }) => state.ventricle),
      ratios,
    );
    expect(r).toBeGreaterThan(-0.6);
    expect(r).toBeLessThan(-0.35);
    const withFluid = cohort.filter(({ findings }) => findings.effusion.right > 0).length / cohort.length;
    expect(withFluid).toBeGreaterThan(0.4);
    expect(withFluid).toBeLessThan(0.6);
  });
});
