import { describe, expect, it } from 'vitest';
import type { GenomeOutcome } from '#lib/modalities/genomics/genome-outcome.ts';
import { receiveGenome } from './receive-genome.ts';

const genome: GenomeOutcome = { ok: true, patientId: 'p1', name: 'p1.vcf.gz', bytes: new Uint8Array([1]) };

describe('receiveGenome', () => {
  it('takes the genome of the patient who was asked for, and no other', async () => {
    expect(await receiveGenome(async () => genome, 'p1')).toBe(genome);
    expect(await receiveGenome(async () => genome, 'p2')).toEqual({
      ok: false,
      reason: expect.stringContaining('another patient'),
    });
  });

  it('says so when the server does not answer', async () => {
    const lost = () => Promise.reject(new Error('network'));
    expect(await receiveGenome(lost, 'p1')).toEqual({
      ok: false,
      reason: expect.stringContaining('did not answer'),
    });
  });
});
