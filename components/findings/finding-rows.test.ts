import { expect, it } from 'vitest';
import { instant } from '#lib/clinical/moment.ts';
import type { Finding } from '#lib/contract/findings-report.ts';
import { findingRows } from './finding-rows.ts';

const taken = instant(Date.parse('2026-03-03T08:00:00Z'));
const time = instant(Date.parse('2026-03-05T08:00:00Z'));
const ratio: Finding = {
  id: 'cardiothoracic-ratio',
  label: 'Cardiothoracic ratio',
  unit: '1',
  type: 'quantity',
  low: 0.2,
  high: 1,
  decimals: 2,
  network: { status: 'read', value: 0.58, spread: 0.02, range: { low: 0.55, high: 0.61 } },
  measured: null,
  difference: null,
  inUse: 'network',
};
const fraction: Finding = {
  ...ratio,
  id: 'ejection-fraction',
  label: 'Ejection fraction',
  unit: '%',
  low: 0,
  high: 90,
  decimals: 0,
  network: { status: 'read', value: 34, spread: 2, range: { low: 31, high: 37 } },
  measured: { value: 30, time, method: 'Method of discs', reference: 'Observation/e' },
  difference: 4,
  inUse: 'measured',
};
const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ');

it('puts what people measured first, says when and how, and what the network reads beside it', () => {
  const [first, second] = findingRows([ratio, fraction], taken);
  expect([first?.id, plain(first?.value ?? null), first?.source]).toEqual([
    'ejection-fraction',
    '30 %',
    'measured',
  ]);
  expect(first?.notes.map(plain)).toEqual([
    '2026-03-05, 2 d after this picture',
    'Method of discs',
    'Network: 34 %, 4 points more; 90 % range 31–37 %',
  ]);
  expect(second).toMatchObject({ value: '0.58', source: 'network', notes: ['90 % range 0.55–0.61'] });
});

it('has no value for what was refused, and says why', () => {
  const because = 'the network gave no number';
  const refused: Finding = { ...ratio, network: { status: 'refused', because }, inUse: null };
  expect(findingRows([refused], taken)).toEqual([
    expect.objectContaining({ value: null, source: null, notes: [`not read, because ${because}`] }),
  ]);
});

it('calls the number of a presence a probability', () => {
  const effusion: Finding = {
    ...ratio,
    id: 'pleural-effusion-left',
    type: 'presence',
    low: 0,
    network: { status: 'read', value: 0.73, spread: null, range: null },
  };
  const [row] = findingRows([effusion], taken);
  expect([plain(row?.value ?? null), row?.notes]).toEqual(['73 %', ['probability']]);
});

it('keeps of a picture that was not read what was measured, and nothing else', () => {
  const unread = [ratio, fraction].map((finding) => ({ ...finding, network: null, difference: null }));
  expect(findingRows(unread, null).map(({ id, notes }) => [id, notes])).toEqual([
    ['ejection-fraction', ['2026-03-05', 'Method of discs']],
  ]);
});
