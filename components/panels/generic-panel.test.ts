import { MantineProvider } from '@mantine/core';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { Issue } from '#lib/clinical/issue.ts';
import { instant } from '#lib/clinical/moment.ts';
import type { GenomicsSlice } from '#lib/modalities/genomics/slice.ts';
import { GenericPanel } from './GenericPanel.tsx';
import { genericRows } from './generic-rows.ts';

const at = instant(Date.parse('2026-02-07T00:00:00Z'));
const reported = instant(Date.parse('2026-02-05T00:00:00Z'));
const slice: GenomicsSlice = {
  variants: [],
  regions: [{ reference: 'Observation/r', time: reported, genes: ['TTN'] }],
  file: null,
  genotypes: null,
};
const issue: Issue = { code: 'genotype-file', severity: 'warning', message: 'The file was not read.' };

type Props = Parameters<typeof GenericPanel>[0];

const textOf = (props: Partial<Props>): string => {
  const given: Props = {
    modality: 'genomics',
    slices: { genomics: slice },
    issues: [],
    at,
    atName: 'discharge',
    ...props,
  };
  const markup = renderToStaticMarkup(
    createElement(MantineProvider, null, createElement(GenericPanel, given)),
  );
  return markup
    .replaceAll(/<style.*?<\/style>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/[\s\u00a0]+/g, ' ');
};

describe('the rows of a generic panel', () => {
  const rows = genericRows({ genomics: slice }, 'genomics', at);

  it('hold the value with the time of what it was read from', () => {
    const carrier = rows.find(({ feature }) => feature === 'variant.disease-causing');
    expect(carrier).toMatchObject({ value: 0, time: reported, detail: null });
  });

  it('say why a value is missing', () => {
    const score = rows.find(({ feature }) => feature === 'polygenic.standardised');
    expect(score?.value).toBeNull();
    expect(score?.detail).toMatch(/^No dated genotype file/);
  });

  it('can be reached once a measure', () => {
    const anchors = rows.flatMap(({ anchor }) => anchor ?? []);
    expect(anchors).toEqual(
      ['polygenic', 'variant', 'ancestry', 'genotype'].map((name) => `modality-genomics-${name}`),
    );
  });

  it('use nothing from after the time of prediction', () => {
    const before = instant(reported.ms - 1);
    expect(genericRows({ genomics: slice }, 'genomics', before).map(({ value }) => value)).toEqual(
      rows.map(() => null),
    );
  });
});

describe('the generic panel', () => {
  it('shows values with their age, and what was left out', () => {
    const text = textOf({ issues: [issue] });
    expect(text).toContain('What is read of it, as known at discharge.');
    expect(text).toMatch(/cardiomyopathy gene 0 5 Feb 2026, 00:00 UTC 2 d before discharge/);
    expect(text).toMatch(/standardised – No dated genotype file/);
    expect(text).toContain('Left out or assumed (1)');
    expect(text).toContain('The file was not read.');
  });

  it('says that there are no values without a time of prediction, without anything read', () => {
    expect(textOf({ at: null })).toContain('without a time of prediction no value is read from it');
    expect(textOf({ slices: {}, issues: [issue] })).toContain('None of it could be read.');
  });
});
