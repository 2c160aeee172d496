import { describe, expect, it } from 'vitest';
import type { Card } from '#lib/guidance/card.ts';
import type { Step } from '#lib/guidance/next-steps.ts';
import { isDismissed, readDismissals } from './dismissals.ts';

const step = (indicator: Card['indicator']): Step => ({
  rule: 'high-potassium',
  key: 'k',
  card: {
    uuid: 'u',
    summary: '',
    detail: '',
    indicator,
    source: { label: '', url: '', topic: { system: '', code: '', display: '' } },
    overrideReasons: [],
  },
  facts: [],
  citations: [{ label: '', doi: '', topic: '', strength: '' }],
});

describe('a step that was set aside', () => {
  const dismissals = readDismissals('{"k":{"reason":"declined","indicator":"warning"}}');
  it('stays so until it becomes more urgent', () => {
    expect(isDismissed(step('info'), dismissals)).toBe(true);
    expect(isDismissed(step('warning'), dismissals)).toBe(true);
    expect(isDismissed(step('critical'), dismissals)).toBe(false);
    expect(isDismissed(step('info'), {})).toBe(false);
  });

  it.each([
    undefined,
    '',
    'null',
    '[]',
    '{"k":1}',
    '{"k":{"reason":"x","indicator":"info"}}',
    '{"k":{"reason":"done"}}',
  ])('is none where the storage holds %s', (stored) => {
    expect(readDismissals(stored)).toEqual({});
  });
});
