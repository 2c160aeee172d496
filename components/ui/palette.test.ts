import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GROUP_COLOURS, palette, type Token } from './palette.ts';

type PaletteName = keyof typeof palette;

/** Relative luminance and contrast ratio: WCAG 2.2, definitions. */
function luminance(hex: string): number {
  const channel = (start: number) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

const grounds: readonly PaletteName[] = ['canvas', 'surface', 'surface-sunken', 'surface-hover'];
const texts: readonly PaletteName[] = [
  'ink',
  'ink-muted',
  'accent',
  'band-low',
  'band-intermediate',
  'band-high',
  'band-none',
  'raises',
  'lowers',
  'chart-axis',
  'wave-ecg',
  'wave-pleth',
  'wave-abp',
];
const onOwnSurface: readonly (readonly [PaletteName, PaletteName])[] = [
  ['band-low', 'band-low-surface'],
  ['band-intermediate', 'band-intermediate-surface'],
  ['band-high', 'band-high-surface'],
  ['band-none', 'band-none-surface'],
  ['accent', 'accent-surface'],
  ['accent-ink', 'accent'],
  ['accent-ink', 'accent-strong'],
  ['notice', 'notice-surface'],
  ['ink', 'notice-surface'],
];
const graphics: readonly PaletteName[] = [
  'chart-1',
  'chart-2',
  'chart-3',
  ...GROUP_COLOURS,
  'line-strong',
  'focus',
];

describe.each(['light', 'dark'] as const satisfies readonly (keyof Token)[])('%s scheme', (scheme) => {
  it('gives text 4.5:1 on every ground (1.4.3)', () => {
    for (const text of texts)
      for (const ground of grounds)
        expect(
          contrast(palette[text][scheme], palette[ground][scheme]),
          `${text} on ${ground}`,
        ).toBeGreaterThanOrEqual(4.5);
  });

  it('gives tinted text 4.5:1 on its tint', () => {
    for (const [text, ground] of onOwnSurface)
      expect(
        contrast(palette[text][scheme], palette[ground][scheme]),
        `${text} on ${ground}`,
      ).toBeGreaterThanOrEqual(4.5);
  });

  it('gives graphics, control borders and focus 3:1 (1.4.11)', () => {
    for (const graphic of graphics)
      for (const ground of ['canvas', 'surface', 'surface-sunken'] as const)
        expect(
          contrast(palette[graphic][scheme], palette[ground][scheme]),
          `${graphic} on ${ground}`,
        ).toBeGreaterThanOrEqual(3);
  });
});

describe('forced colours', () => {
  const css = readFileSync(new URL('./forced-colours.css', import.meta.url), 'utf8');

  it.each(Object.keys(palette))('give %s one of the reader’s own', (name) => {
    const value = new RegExp(`--${name}: ([^;]+);`).exec(css)?.[1] ?? '';
    expect(value).toMatch(/\b(Canvas|CanvasText|LinkText|GrayText|Highlight)\b/);
    expect(value).not.toContain('#');
  });
});
