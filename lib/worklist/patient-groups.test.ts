import { expect, it } from 'vitest';
import { groupPatients } from './patient-groups.ts';

const of = (id: string, code?: string) => ({
  id,
  meta: { tag: [{ system: 'https://elsewhere.test', code: 'hf' }, ...tagOf(code)] },
});
const idsOf = (patients: readonly { id: string }[]) => patients.map(({ id }) => id);
const tagOf = (code: string | undefined) =>
  code === undefined ? [] : [{ system: 'https://simulated.test/cohort', code }];

it('puts heart failure first and every patient in one group', () => {
  const groups = groupPatients([
    of('a', 'similarity'),
    of('b'),
    of('c', 'hf'),
    of('d', 'no-such-cohort'),
    of('e', 'similarity'),
    { id: 'f' },
  ]);
  expect(groups.map(({ id, patients }) => [id, idsOf(patients)])).toEqual([
    ['hf', ['c']],
    ['similarity', ['a', 'e']],
    ['other', ['b', 'd', 'f']],
  ]);
});

it('has one group for a hospital of its own, and none for an empty one', () => {
  expect(groupPatients([{ id: 'a' }, { id: 'b' }]).map(({ patients }) => idsOf(patients))).toEqual([
    ['a', 'b'],
  ]);
  expect(groupPatients([])).toEqual([]);
});

it('survives tags that are none', () => {
  const odd = [
    { id: 'a', meta: { tag: 'hf' } },
    { id: 'b', meta: { tag: [null] } },
  ] as unknown as Parameters<typeof groupPatients>[0];
  expect(groupPatients(odd).map(({ patients }) => idsOf(patients))).toEqual([['a', 'b']]);
});
