import type { Patient } from 'fhir/r4';
import { DAY_MS } from '#lib/clinical/moment.ts';
import { formatDate } from '../calendar.ts';
import type { Person } from '../physiology/person.ts';
import { nonEmpty, openStream } from '../stream.ts';
import names from './names.json' with { type: 'json' };

/** Trees and stars, and a number no family has. */
const GIVEN = { female: nonEmpty(names.given.female), male: nonEmpty(names.given.male) };
const FAMILY = nonEmpty(names.family);

/** Which cohort a simulated patient belongs to. */
const COHORT_TAG = 'https://simulated.test/cohort';

export type Registered = {
  readonly id: string;
  readonly seed: number;
  readonly index: number;
  readonly state: { readonly person: Pick<Person, 'sex' | 'age'> };
  readonly visits: readonly { readonly endMs: number }[];
};

export function patientResource({ id, seed, index, state, visits }: Registered, cohort: string): Patient {
  const stream = openStream(seed, index, 'names');
  const { sex, age } = state.person;
  const given = stream.pick(GIVEN[sex]);
  const family = `${stream.pick(FAMILY)}${String(index).padStart(4, '0')}`;
  const born = (visits.at(-1)?.endMs ?? 0) - age * 365.25 * DAY_MS;
  return {
    resourceType: 'Patient',
    id,
    meta: {
      tag: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason',
          code: 'HTEST',
          display: 'test health data',
        },
        { system: COHORT_TAG, code: cohort },
      ],
    },
    identifier: [
      {
        type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] },
        system: 'https://simulated.test/mrn',
        value: `SIM${String(seed)}-${String(index).padStart(6, '0')}`,
      },
    ],
    name: [{ use: 'official', family, given: [given] }],
    gender: sex,
    birthDate: formatDate(born),
  };
}
