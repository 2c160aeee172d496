import { describe, expect, it } from 'vitest';
import { modalityColumns } from '#components/panels/worklist-columns.tsx';
import { COLUMNS } from './columns.tsx';

describe('the columns of the worklist', () => {
  it('say who it is, what the modalities tell, and what the model answers', () => {
    const labels = COLUMNS.map(({ label }) => label);
    expect(labels).toEqual(['Patient', 'Age', 'Sex', 'MRN', 'Discharge', '30-day risk', 'Band', 'Missing']);
    expect(modalityColumns.map(({ label }) => label)).toEqual(['Discharge']);
  });

  it('are told apart by their keys', () => {
    expect(new Set(COLUMNS.map(({ key }) => key)).size).toBe(COLUMNS.length);
  });
});
