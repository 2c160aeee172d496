import { describe, expect, it } from 'vitest';
import { modalityColumns } from '#components/panels/worklist-columns.tsx';
import { COLUMNS } from './columns.tsx';

describe('the columns of the worklist', () => {
  it('say who it is, what the model answers, and what the modalities tell', () => {
    const labels = COLUMNS.map(({ label }) => label);
    expect(labels).toEqual([
      'Patient',
      '30-day risk',
      'Left today',
      'Last look',
      'Why, in points',
      'Worth measuring',
      'Window',
    ]);
    expect(modalityColumns.map(({ label }) => label)).toEqual(['Window']);
  });

  it('are told apart by their keys', () => {
    expect(new Set(COLUMNS.map(({ key }) => key)).size).toBe(COLUMNS.length);
  });
});
