/**
 * Naming systems of registers that are no hospital: citizens, social security, tax, passports, licences, insurance, and
 * national health numbers. From HL7's identifier registry (terminology.hl7.org, NamingSystem) and the national FHIR
 * profiles; whatever the type of an identifier says, a number in one of these is no medical record number.
 */
const SYSTEMS: ReadonlySet<string> = new Set([
  // United States: SSN, ITIN, EIN, Medicare (HICN, MBI), NPI
  'http://hl7.org/fhir/sid/us-ssn',
  'http://hl7.org/fhir/sid/us-itin',
  'http://hl7.org/fhir/sid/us-medicare',
  'http://hl7.org/fhir/sid/us-mbi',
  'http://hl7.org/fhir/sid/us-npi',
  '2.16.840.1.113883.4.1',
  '2.16.840.1.113883.4.2',
  '2.16.840.1.113883.4.4',
  '2.16.840.1.113883.4.6',
  '2.16.840.1.113883.4.572',
  '2.16.840.1.113883.4.927',
  // United Kingdom, Ireland
  'https://fhir.nhs.uk/id/nhs-number',
  'https://fhir.hl7.org.uk/id/nhs-number',
  '2.16.840.1.113883.2.1.4.1',
  '2.16.840.1.113883.2.1.3.2.4.18.23',
  'https://standards.digital.health.nz/ns/nhi-id',
  // Germany, Austria, Switzerland
  'http://fhir.de/sid/gkv/kvid-10',
  'http://fhir.de/namingsystem/gkv/kvid-10',
  'http://fhir.de/sid/pkv/kvid-10',
  '2.16.840.1.113883.18.52',
  '1.2.40.0.10.1.4.3.1',
  '2.16.756.5.32',
  '2.16.756.5.30.1.123.100.1.1.1',
  // Netherlands, Belgium, France, Italy, Spain
  'http://fhir.nl/fhir/namingsystem/bsn',
  '2.16.840.1.113883.2.4.6.3',
  'https://www.ehealth.fgov.be/standards/fhir/core/namingsystem/ssin',
  '1.2.250.1.213.1.4.8',
  '1.2.250.1.213.1.4.9',
  '1.2.250.1.213.1.4.10',
  'http://hl7.it/sid/codicefiscale',
  '2.16.840.1.113883.2.9.4.3.2',
  '2.16.724.4.40',
  // Denmark, Finland, Norway, Sweden
  '1.2.208.176.1.2',
  '1.2.246.21',
  '2.16.578.1.12.4.1.4.1',
  '2.16.578.1.12.4.1.4.2',
  '1.2.752.129.2.1.3.1',
  'http://electronichealth.se/identifier/personnummer',
  // Australia, India, Japan, Brazil
  'http://ns.electronichealth.net.au/id/hi/ihi/1.0',
  'http://ns.electronichealth.net.au/id/medicare-number',
  'http://ns.electronichealth.net.au/id/dva',
  'https://healthid.ndhm.gov.in',
  'https://healthid.abdm.gov.in',
  'http://jpfhir.jp/fhir/core/idsystem/insuranceno',
  'http://rnds.saude.gov.br/fhir/r4/namingsystem/cpf',
  'http://rnds.saude.gov.br/fhir/r4/namingsystem/cns',
]);

/** Families of systems, one per country, state or insurer. */
const FAMILIES: readonly RegExp[] = [
  /^http:\/\/hl7\.org\/fhir\/sid\/passport-/,
  /^http:\/\/hl7\.org\/fhir\/sid\/(us-)?(ssn|drivers-license)/,
  // Driver's licences of each US state
  /^2\.16\.840\.1\.113883\.4\.3(\.|$)/,
  // Passports and birth certificates by country
  /^2\.16\.840\.1\.113883\.4\.330(\.|$)/,
  /^https:\/\/fhir\.infoway-inforoute\.ca\/namingsystem\/ca-.+-patient-healthcare-id$/,
];

/** Whether a naming system is that of a register outside the hospital. `urn:oid:` may be missing. */
export function isCivilSystem(system: string | null): boolean {
  const name = (system ?? '')
    .toLowerCase()
    .replace(/^urn:oid:/, '')
    .replace(/\/+$/, '');
  return SYSTEMS.has(name) || FAMILIES.some((family) => family.test(name));
}
