import { describe, expect, it } from 'vitest';
import { vrOf } from '../dictionary.ts';
import { type Made, makeFile } from '../fixtures/make-file.ts';
import { stringOf } from '../part10/attribute-values.ts';
import type { DataSet } from '../part10/data-set.ts';
import { isRefusal, readPart10 } from '../part10/read-part10.ts';
import type { DeidentifyOptions } from './clean-data-set.ts';
import { deidentifyFile } from './deidentify-file.ts';

const STUDY = '1.2.826.0.1.3680043.8.498.1';
const TITLE = '1.2.826.0.1.3680043.8.498.2';
const SIGNATURE = '1.2.826.0.1.3680043.8.498.3';
const OBSERVED = 0x0040a124;
const SIGNED = 0x04000100;
const TAKEN_AT = 0x00160077;

const MADE: readonly Made[] = [
  [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.7'],
  [0x00080018, 'UI', TITLE],
  [0x00080020, 'DA', '20260301'],
  [0x00100033, 'LO', '13290214'],
  [0x00100034, 'LO', '14041210'],
  [0x00100035, 'CS', 'PERSIAN'],
  [TAKEN_AT, 'DT', '20260301071000'],
  [0x0020000d, 'UI', STUDY],
  [OBSERVED, 'UI', STUDY],
  [SIGNED, 'UI', SIGNATURE],
];

async function cleaned(options: Partial<DeidentifyOptions>): Promise<DataSet> {
  const outcome = await deidentifyFile(new Uint8Array(makeFile(MADE)), {
    dates: 'remove',
    uids: 'hash',
    secret: new Uint8Array(32).fill(7),
    unsurePixels: 'refuse',
    decodePixels: async () => ({ refusal: 'there are no pixels in this test' }),
    ...options,
  });
  if (isRefusal(outcome)) throw new Error(outcome.refusal);
  const file = readPart10(outcome.bytes, { vrOf });
  if (isRefusal(file)) throw new Error(file.refusal);
  return file.body;
}

describe('the options of the profile', () => {
  it('keep the UIDs of pictures, and not those that their column leaves out', async () => {
    const body = await cleaned({ uids: 'keep' });
    expect(stringOf(body, 0x0020000d)).toBe(STUDY);
    expect(stringOf(body, OBSERVED)).toMatch(/^2\.25\.\d+$/);
    expect(stringOf(body, SIGNED)).toMatch(/^2\.25\.\d+$/);
  });

  it('move dates, and not the time of a place, which is removed with the place', async () => {
    const body = await cleaned({ dates: 'shift' });
    expect(stringOf(body, 0x00080020)).toMatch(/^20\d{6}$/);
    expect(stringOf(body, 0x00080020)).not.toBe('20260301');
    expect(body.has(TAKEN_AT)).toBe(false);
  });

  it.each<Partial<DeidentifyOptions>>([{}, { dates: 'shift' }])(
    'leave no birth or death in another calendar (%o)',
    async (options) => {
      const body = await cleaned(options);
      expect([0x00100033, 0x00100034, 0x00100035].filter((tag) => body.has(tag))).toEqual([]);
    },
  );
});
