import { describe, expect, it } from 'vitest';
import type { Reason } from '#lib/similarity/why-similar.ts';
import { whySentences } from './why-sentences.ts';

const reason = (label: string, share: number | null, more: Partial<Reason> = {}): Reason => ({
  view: label,
  label,
  similarity: 0.8,
  share,
  agree: [`${label} agrees`],
  differ: [`${label} differs`],
  oneSided: [],
  missing: [],
  ...more,
});

describe('why somebody is similar, in a line', () => {
  it('begins with the source that adds most, and says what agrees in it first', () => {
    const { short, agree, differ } = whySentences([reason('Genome', 0.1), reason('Chest X-ray', 0.4)]);
    expect(short).toBe('Mostly chest X-ray; Chest X-ray agrees; Genome agrees');
    expect(agree).toEqual(['Chest X-ray agrees', 'Genome agrees']);
    expect(differ).toEqual(['Chest X-ray differs', 'Genome differs']);
  });

  it('says where one source alone speaks, and nothing where none does', () => {
    const lacking = { agree: [], differ: [] };
    expect(whySentences([reason('Genome', null, lacking), reason('Chart', 0.2, lacking)]).short).toBe(
      'Only chart',
    );
    expect(whySentences([reason('Chart', -0.1, lacking)]).short).toBe('');
  });
});
