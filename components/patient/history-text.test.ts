import { describe, expect, it } from 'vitest';
import type { ConditionEntry, MedicationEntry } from '#lib/modalities/ehr/slice.ts';
import {
  drugClassText,
  intakeText,
  problemModelText,
  problemStatusText,
  statusText,
} from './history-text.ts';

const day = (recorded: string) => ({ ms: Date.parse(recorded), recorded, precision: 'day' as const });
const at = day('2026-03-08');

const problem = (more: Partial<ConditionEntry> = {}): ConditionEntry => ({
  reference: 'Condition/a',
  label: 'Anaemia',
  ids: ['anaemia'],
  since: day('2001-01-01'),
  certainty: 'confirmed',
  until: null,
  over: null,
  momentary: false,
  doubt: null,
  status: 'active',
  active: true,
  ...more,
});

describe('the words of a history', () => {
  it('name the status and its reason', () => {
    expect(statusText({ status: 'on hold', reason: null })).toBe('on hold');
    expect(statusText({ status: 'stopped', reason: 'kidney function' })).toBe('stopped (kidney function)');
  });

  it('say whether a drug was taken, and why not', () => {
    expect(intakeText({ on: 'yes', because: 'active' }, 'active', 'discharge')).toBe('taken at discharge');
    expect(intakeText({ on: 'no', because: 'stopped' }, 'stopped', 'discharge')).toBe(
      'not taken at discharge',
    );
    expect(intakeText({ on: 'no', because: 'its time was over' }, 'active', 'discharge')).toBe(
      'not taken at discharge: its time was over',
    );
    expect(intakeText({ on: 'unclear', because: 'its status is unknown' }, 'unknown', 'discharge')).toBe(
      'unclear at discharge: its status is unknown',
    );
  });

  it('name the classes of a drug', () => {
    const of = (classes: MedicationEntry['classes']) => drugClassText({ classes });
    expect(of(['loop-diuretic', 'mra'])).toBe('Loop diuretic, Mineralocorticoid receptor antagonist');
    expect(of([])).toBe('–');
  });

  it('say what a diagnosis counts for', () => {
    const text = (entry: ConditionEntry) => problemModelText(entry, [entry], at);
    expect(text(problem())).toBe('Anaemia');
    expect(text(problem({ until: day('2002-01-01') }))).toBe('Anaemia: not counted');
    expect(text(problem({ certainty: 'suspected' }))).toBe('Anaemia: unclear, because it is only suspected');
    expect(text(problem({ ids: [] }))).toBe('–');
    expect(problemModelText(problem({ certainty: 'suspected' }), [], null)).toBe('Anaemia');
    expect(problemStatusText(problem({ status: 'resolved', until: day('2002-01-01') }))).toBe(
      'resolved, ended 1\u00a0Jan\u00a02002',
    );
  });
});
