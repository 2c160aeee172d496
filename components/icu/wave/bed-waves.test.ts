import { describe, expect, it } from 'vitest';
import { encodeSamples } from '#components/icu/fixtures/encode-samples.ts';
import type { WallChunk } from '#lib/icu/wall/wall-message.ts';
import { WardWaves } from './bed-waves.ts';
import { readSamples } from './read-samples.ts';

const START = Date.UTC(2026, 10, 29);

const chunk = (given: Partial<WallChunk> = {}): WallChunk => ({
  waveform: 'ecg',
  label: 'II',
  at: START,
  rate: 250,
  unit: 'mV',
  gain: 0.001,
  offset: 0.5,
  samples: encodeSamples([0, 1000, -500, -32_768]),
  ...given,
});

describe('samples', () => {
  it('are offset + gain · integer; −32768 is none', () => {
    const samples = readSamples(chunk());
    expect([...samples.slice(0, 3)]).toEqual([0.5, 1.5, 0]);
    expect(samples[3]).toBeNaN();
  });

  it('of a text that is no base64 are refused', () => {
    expect(() => readSamples(chunk({ samples: '!' }))).toThrow();
  });
});

describe('waveforms of a ward', () => {
  it('are emptied by a chunk of another patient', () => {
    const ward = new WardWaves();
    ward.take('1', 'anna', chunk(), START);
    ward.take('1', 'boris', chunk({ waveform: 'abp' }), START);
    expect(ward.of('1')?.ring('ecg')).toBeUndefined();
    expect(ward.of('1')?.ring('abp')).toBeDefined();
  });

  it('are forgotten when the tile says that the patient left or another came', () => {
    const ward = new WardWaves();
    ward.take('1', 'anna', chunk(), START);
    ward.settle('1', 'anna');
    expect(ward.of('1')).toBeDefined();
    ward.settle('1', null);
    expect(ward.of('1')).toBeUndefined();
  });

  it('are drawn so late that the latest chunk could come', () => {
    const ward = new WardWaves();
    ward.take('1', 'anna', chunk(), START + 1200);
    ward.take('1', 'anna', chunk({ at: START + 1000 }), START + 2100);
    expect(ward.of('1')?.lagAt(START + 2100)).toBeGreaterThanOrEqual(1200);
    ward.take('1', 'anna', chunk({ at: START + 2000 }), START + 5000);
    expect(ward.of('1')?.lagAt(START + 5000)).toBeGreaterThanOrEqual(3000);
    expect(ward.lagsAt(START + 5000)).toHaveLength(1);
  });

  it('leave out what is of the past', () => {
    const ward = new WardWaves();
    ward.take('1', 'anna', chunk(), START + 60_000);
    expect(ward.of('1')?.ring('ecg')).toBeUndefined();
  });
});
