import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GenotypeResult, ReportedVariant } from '#lib/modalities/genomics/slice.ts';
import { ellipsesOf, frameOf } from './ancestry-frame.ts';
import { bySignificance, effectOf, scoreSentence, testedSentence, variantSentence } from './finding-text.ts';
import { binScores } from './score-bins.ts';

const ttn: ReportedVariant = {
  reference: 'Observation/v',
  time: null,
  finding: 'present',
  gene: 'TTN',
  coding: 'NM_1.1:c.1A>G',
  protein: 'p.Arg1Ter',
  significance: 'likely pathogenic',
  zygosity: 'heterozygous',
  origin: 'germline',
  fraction: 0.48,
  accession: null,
};

describe('sentences about a genome', () => {
  it('says what is carried, how sure, and where', () => {
    expect(variantSentence(ttn).replaceAll('\u00a0', ' ')).toBe(
      'Carries a likely pathogenic truncating variant in TTN, heterozygous, in 48 % of the reads.',
    );
    const unsure = { ...ttn, significance: 'uncertain significance', protein: null, fraction: null } as const;
    expect(variantSentence(unsure)).toBe('Carries a variant in TTN of uncertain significance, heterozygous.');
    expect(variantSentence({ ...unsure, finding: 'absent' })).toBe(
      'Looked for a variant in TTN of uncertain significance: absent.',
    );
    expect(variantSentence({ ...unsure, finding: 'not-called' })).toContain('no answer');
  });

  it('reads the effect from HGVS', () => {
    const effect = (coding: string | null, protein: string | null) => effectOf({ coding, protein });
    expect(effect('NM_1.1:c.7del', 'p.Lys3fs')).toBe('truncating');
    expect(effect('NM_1.1:c.54190+1G>A', null)).toBe('splice-site');
    expect(effect('NM_1.1:c.851+5G>A', null)).toBe('');
    expect(effect('NM_1.1:c.100+15G>A', null)).toBe('');
  });

  it('never calls silence a negative result', () => {
    const region = { reference: 'r', time: null, genes: ['TTN', 'ABC'] };
    expect(testedSentence({ regions: [], variants: [] })).toContain('may not have been tested');
    expect(testedSentence({ regions: [region], variants: [] })).toBe(
      '2 genes were looked at (ABC, TTN), 1 of them linked to cardiomyopathy: no disease-causing variant was found in them. Genes that are not listed were not tested.',
    );
    expect(testedSentence({ regions: [region], variants: [ttn] })).not.toContain('no disease-causing');
  });

  it('puts what causes disease first', () => {
    const others = ['benign', null, 'pathogenic'] as const;
    const ordered = bySignificance([...others.map((significance) => ({ ...ttn, significance })), ttn]);
    expect(ordered.map(({ significance }) => significance)).toEqual([
      'pathogenic',
      'likely pathogenic',
      'benign',
      null,
    ]);
  });

  it('says why there is no score', () => {
    const score = {
      sum: null,
      reason: 'Only 3 of 9 weights (33.3 %) were found; below 75.0 % there is no score.',
    };
    expect(scoreSentence({ score, ancestry: null } as GenotypeResult)).toContain(
      'No polygenic score: Only 3 of 9',
    );
  });
});

describe('geometry of the plots', () => {
  it('counts everyone once and marks the patient once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: -9, max: 9, noNaN: true })),
        fc.float({ min: -9, max: 9, noNaN: true }),
        (all, own) => {
          const bins = binScores(all, own);
          expect(bins.reduce((sum, { people }) => sum + people, 0)).toBe(all.length);
          const [here, ...more] = bins.filter((bin) => bin.own);
          expect(more).toEqual([]);
          expect(here && here.from - 1e-9 <= own && own <= here.to + 1e-9).toBe(true);
        },
      ),
    );
  });

  it('turns a covariance into the ellipse that holds 95 %', () => {
    const [group] = ellipsesOf({
      groups: [
        {
          population: 'a',
          label: 'a',
          mean: [1, 2],
          covariance: [
            [4, 0],
            [0, 1],
          ],
        },
      ],
    });
    expect(group).toMatchObject({ x: 1, y: 2, angle: 0 });
    expect([group?.long, group?.short]).toEqual([4.896, 2.448]);
    const frame = frameOf(group ? [group] : [], [20, 0]);
    expect(frame.right).toBeGreaterThan(20);
    expect(frame.left).toBeLessThan(1 - 4.896);
  });
});
