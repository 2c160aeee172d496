import { SNOMED_CT } from './code-set.ts';
import type { ClassTerm } from './encounter-classes.ts';

/**
 * How a stay ended, as far as a prediction from discharge cares. `still-in`: the code of a bill in between, which says
 * that the patient has not left. `alive`: home, or anywhere that changes nothing.
 */
export type Disposition = 'died' | 'still-in' | 'transferred' | 'hospice' | 'against-advice' | 'alive';

const HL7 = 'http://terminology.hl7.org/CodeSystem/discharge-disposition';
const UB04 = 'https://www.nubc.org/CodeSystem/PatDischargeStatus';
const GERMAN = 'http://fhir.de/CodeSystem/dkgev/EntlassungsgrundErsteUndZweiteStelle';
const NHS_METHOD = 'https://fhir.hl7.org.uk/CodeSystem/UKCore-DischargeMethodEngland';
const NHS_DESTINATION = 'https://fhir.hl7.org.uk/CodeSystem/UKCore-DischargeDestinationEngland';

/** HL7 v2 table 0112 takes over the codes of the uniform bill UB-04, form locator 17, and so does Medicare. */
const systems: readonly (readonly [RegExp, string])[] = [
  [/^https?:\/\/(?:terminology\.)?hl7\.org\/(?:\w+\/)*(?:encounter-)?discharge-disposition$/, HL7],
  [/^https?:\/\/(?:terminology\.)?hl7\.org\/(?:\w+\/)*v2[-/]0112$/, UB04],
  [/^https?:\/\/terminology\.hl7\.org\/CodeSystem\/nubc-UB04-FL17/i, UB04],
  [/^https?:\/\/www\.nubc\.org\/(?:patient-discharge|CodeSystem\/PatDischargeStatus)$/i, UB04],
  [/^https:\/\/bluebutton\.cms\.gov\/resources\/variables\/ptnt_dschrg_stus_cd$/, UB04],
  [/^urn:oid:2\.16\.840\.1\.113883\.(?:6\.301\.5|12\.112|18\.6[45])$/, UB04],
  [/^http:\/\/fhir\.de\/CodeSystem\/(?:dkgev|dgkev)\/Entlassungsgrund(?:ErsteUndZweiteStelle)?$/, GERMAN],
  [
    /^https:\/\/www\.medizininformatik-initiative\.de\/fhir\/core\/modul-fall\/CodeSystem\/Entlassungsgrund$/,
    GERMAN,
  ],
  [
    /^https:\/\/fhir\.hl7\.org\.uk\/(?:STU3\/)?CodeSystem\/(?:UKCore|CareConnect)-DischargeMethod(?:England)?(?:-1)?$/,
    NHS_METHOD,
  ],
  [
    /^https:\/\/fhir\.hl7\.org\.uk\/(?:STU3\/)?CodeSystem\/(?:UKCore|CareConnect)-DischargeDestination(?:England)?(?:-1)?$/,
    NHS_DESTINATION,
  ],
];

type Table = { readonly [K in Disposition]?: string } & { readonly other: RegExp };

/** Codes of each system by what they mean; `other` is the shape of the codes that mean nothing of the kind. */
const tables: Readonly<Record<string, Table>> = {
  [HL7]: {
    died: 'exp',
    hospice: 'hosp',
    'against-advice': 'aadvice',
    other: /^(?:home|alt-home|other-hcf|long|psy|rehab|snf|oth)$/,
  },
  // 21 to 29 and 31 to 39 are reserved for states' own kinds of 20 and 30 (v2 table 0112).
  [UB04]: {
    died: '20 21 22 23 24 25 26 27 28 29 40 41 42',
    'still-in': '30 31 32 33 34 35 36 37 38 39',
    transferred: '02 05 43 65 66 82 85 88 93 94',
    hospice: '50 51',
    'against-advice': '07',
    other: /^\d\d$/,
  },
  [GERMAN]: {
    died: '07',
    transferred: '06 08 13',
    hospice: '11',
    'against-advice': '04 15',
    other: /^\d\d$/,
  },
  [NHS_METHOD]: { died: '4 5', 'against-advice': '2 6 7', other: /^\d$/ },
  [NHS_DESTINATION]: { died: '79', transferred: '49 50 51 52 53 84 87', hospice: '88', other: /^\d\d$/ },
  [SNOMED_CT]: {
    died: '371828006 419099009 305398007',
    transferred: '19712007',
    hospice: '305336008',
    'against-advice': '225928004 34596002',
    other: /^371827001$/,
  },
};

const KINDS = ['died', 'still-in', 'transferred', 'hospice', 'against-advice'] as const;

/** Whole phrases, in small letters, where the code is a vendor's own. Never a part of a text: "not expired" is alive. */
const phrases: Readonly<Partial<Record<Disposition, string>>> = {
  died: `dead|death|deceased|died|died in hospital|deceased during stay|expired|expired at home|expired in hospital
    |expired in medical facility|expired - place unknown|expired, place unknown|patient deceased|patient died
    |patient expired|died in medical facility|tod|tod des patienten|verstorben|patient verstorben|exitus|exitus letalis
    |décès|décédé|décédée|fallecido|fallecida|fallecimiento|defunción|deceduto|deceduta|decesso|overleden|óbito|død|avliden`,
  'still-in': 'still patient|still a patient',
  hospice: 'hospice|discharged to hospice|hospice - home|hospice - medical facility|hospiz',
  transferred: `another hospital|discharged to short-term hospital|short-term hospital|short term hospital
    |transferred to another hospital|verlegung in ein anderes krankenhaus`,
  'against-advice': `against medical advice|left against advice|left against medical advice|discharged against medical advice
    |gegen ärztlichen rat`,
};
const byPhrase = new Map(
  KINDS.flatMap((kind) => (phrases[kind] ?? '').split('|').map((phrase) => [phrase.trim(), kind] as const)),
);

const canonical = (system: string): string =>
  systems.find(([pattern]) => pattern.test(system.trim()))?.[1] ?? system.trim();

/** Two digits where a system writes two: a leading zero gets lost on the way, and German grounds carry a third. */
function written(system: string, code: string): string {
  if (system === GERMAN) return code.slice(0, 2);
  return system === UB04 ? code.padStart(2, '0') : code.toLowerCase();
}

function dispositionOf({ system, code, display }: ClassTerm): Disposition | undefined {
  // A bare code can only be one that no other system has: HL7's words.
  const named = system === undefined ? HL7 : canonical(system);
  const table = tables[named];
  const sent = written(named, code.trim());
  const kind = table && KINDS.find((one) => table[one]?.split(' ').includes(sent));
  const said = [display, code].map((text) => byPhrase.get(text?.trim().toLowerCase() ?? '')).find(Boolean);
  return kind ?? (table?.other.test(sent) ? 'alive' : said);
}

/** What all codes and the text of a discharge disposition say; the gravest counts. `undefined`: nothing that is known. */
export function dispositionFrom(
  terms: readonly ClassTerm[],
  text: string | undefined,
): Disposition | undefined {
  const said = terms.map(dispositionOf);
  const phrase = byPhrase.get(text?.trim().toLowerCase() ?? '');
  return [...KINDS, 'alive' as const].find((kind) => kind === phrase || said.includes(kind));
}
