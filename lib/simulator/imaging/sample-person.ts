import type { ImagedPerson } from './imaged-person.ts';

/** People of different build, for tests and pictures. */
export const samplePerson = (seed: number, index: number): ImagedPerson => ({
  seed,
  index,
  recordNumber: `SIM${seed}-${String(index).padStart(6, '0')}`,
  family: `Rowan${String(index).padStart(4, '0')}`,
  given: index % 2 === 0 ? 'Vega' : 'Altair',
  birthDate: '1950-02-03',
  sex: index % 2 === 0 ? 'female' : 'male',
  age: 76.6,
  heightCm: (index % 2 === 0 ? 155 : 168) + (index % 13),
  bodyMassIndex: 22 + (index % 11),
});
