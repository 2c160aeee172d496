import { describe, expect, it } from 'vitest';
import { scaleAt } from './calibration.ts';
import { type Made, sequence } from './fixtures/make-file.ts';
import { madeRows, notesOf } from './fixtures/open-made.ts';
import { frameHeader, headerOf } from './picture-header.ts';

const calibrationOf = (extra: readonly Made[]) =>
  frameHeader(headerOf(madeRows([[1, 2]], extra)), 0).calibration;
const p = (x: number, y: number) => ({ x, y });
const dicomModality = (code: string): Made => [0x00080060, 'CS', code];
const patient = (text: string): Made => [0x00280030, 'DS', text];
const detector = (text: string): Made => [0x00181164, 'DS', text];

describe('the spacing of pixels', () => {
  it.each<[string, readonly Made[], string | undefined, number | undefined]>([
    ['of a slice is in the patient', [dicomModality('CT'), patient('0.5\\0.5')], 'patient', 0.5],
    ['of a film may be anywhere', [dicomModality('CR'), patient('0.2\\0.2')], 'unstated', 0.2],
    ['at the detector is said so', [dicomModality('DX'), detector('0.2\\0.2')], 'detector', 0.2],
    [
      'twice the same was not calibrated',
      [dicomModality('DX'), patient('0.2\\0.2'), detector('0.2\\0.2')],
      'detector',
      0.2,
    ],
    [
      'twice the same, but calibrated',
      [dicomModality('DX'), patient('0.2\\0.2'), detector('0.2\\0.2'), [0x00280a02, 'CS', 'FIDUCIAL']],
      'patient',
      0.2,
    ],
    [
      'that differs was calibrated',
      [dicomModality('DX'), patient('0.1\\0.1'), detector('0.2\\0.2')],
      'patient',
      0.1,
    ],
    [
      'over a magnification is an estimate',
      [dicomModality('MG'), detector('0.2\\0.2'), [0x00181114, 'DS', '2']],
      'magnification',
      0.1,
    ],
    ['of a scanned film is the film’s', [dicomModality('OT'), [0x00182010, 'DS', '0.3\\0.3']], 'film', 0.3],
    ['of one number is none', [dicomModality('CT'), patient('0.5')], undefined, undefined],
    ['of 0 is none', [dicomModality('CT'), patient('0\\0.5')], undefined, undefined],
  ])('%s', (_name, extra, basis, x) => {
    const { spacing } = calibrationOf(extra);
    expect([spacing?.basis, spacing?.x]).toEqual([basis, x]);
  });

  it('that is not used is named', () => {
    expect(notesOf(madeRows([[1]], [patient('0.5')]))[0]).toContain(
      'PixelSpacing does not hold two distances',
    );
  });

  it('is not told in pixels that are not square', () => {
    const calibration = calibrationOf([[0x00280034, 'IS', '2\\1']]);
    expect(calibration.aspect).toBe(2);
    expect(scaleAt(calibration, [p(0, 0), p(0, 4)])).toMatchObject({
      reason: expect.stringContaining('not square'),
    });
  });
});

type Part = {
  readonly box: readonly [number, number, number, number];
  readonly delta?: number;
  readonly units?: readonly [number, number];
  readonly format?: number;
  readonly flags?: number;
};

const part = ({ box, delta = 0.1, units = [3, 3], format = 1, flags = 0 }: Part): Made[] => [
  [0x00186012, 'US', [format]],
  [0x00186016, 'UL', [flags]],
  ...box.map((value, i): Made => [0x00186018 + 2 * i, 'UL', [value]]),
  [0x00186024, 'US', [units[0]]],
  [0x00186026, 'US', [units[1]]],
  [0x0018602c, 'FD', [delta]],
  [0x0018602e, 'FD', [-delta]],
];
const regions = (...parts: readonly Part[]) => calibrationOf([[0x00186011, 'SQ', sequence(parts.map(part))]]);
const outer = { box: [0, 0, 199, 199] } as const;
const inset = { box: [50, 50, 99, 99], delta: 0.02 } as const;

describe('a region of an ultrasound screen', () => {
  it('of high priority lies over the others, wherever it stands in the list', () => {
    for (const parts of [
      [outer, { ...inset, flags: 1 }],
      [{ ...inset, flags: 1 }, outer],
    ]) {
      expect(scaleAt(regions(...parts), [p(60, 60), p(90, 60)]).spacing?.x).toBeCloseTo(0.2);
      expect(scaleAt(regions(...parts), [p(0, 0), p(0, 40)]).spacing?.x).toBeCloseTo(1);
      expect(scaleAt(regions(...parts), [p(0, 60), p(60, 60)])).toMatchObject({
        reason: 'it reaches from one part of the picture into another',
      });
    }
  });

  it('that overlaps one of its own priority has a scale only if both agree', () => {
    expect(scaleAt(regions(outer, inset), [p(60, 60), p(90, 60)])).toMatchObject({
      spacing: null,
      reason: 'parts of the picture with different scales overlap here',
    });
    expect(scaleAt(regions(outer, { ...inset, delta: 0.1 }), [p(60, 60), p(90, 60)]).spacing?.x).toBeCloseTo(
      1,
    );
  });

  it.each<[Partial<Part>, string]>([
    [{ units: [4, 3] }, 'seconds across and cm down'],
    [{ units: [4, 7], format: 3 }, 'seconds across and cm per second down'],
    [{ units: [5, 6] }, 'hertz across and dB per second down'],
    [{ units: [3, 99] }, 'an unknown unit down'],
    [{ format: 2 }, 'an M-mode'],
    [{ delta: 0 }, 'no size of its pixels'],
  ])('with %j has no length', (changes, reason) => {
    expect(scaleAt(regions({ ...outer, ...changes }), [p(1, 1), p(9, 9)])).toMatchObject({
      spacing: null,
      reason: expect.stringContaining(reason),
    });
  });

  it('leaves what lies outside it without a scale, whatever the file says of its pixels', () => {
    const calibration = calibrationOf([
      patient('0.5\\0.5'),
      [0x00186011, 'SQ', sequence([part({ box: [0, 0, 9, 9] })])],
    ]);
    expect(scaleAt(calibration, [p(5, 5), p(9.4, 5)]).spacing?.x).toBeCloseTo(1);
    expect(scaleAt(calibration, [p(5, 5), p(30, 5)]).spacing).toBeNull();
  });
});
