import { expect, it } from 'vitest';
import { modalities } from '#lib/modalities/index.ts';
import { modalityIds } from './member.ts';

it('names what it simulates as the modalities that read it do', () => {
  expect(Object.keys(modalities)).toEqual(expect.arrayContaining([...modalityIds]));
});
