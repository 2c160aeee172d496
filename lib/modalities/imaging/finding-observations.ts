import type { CodeableConcept, Device, Observation, ObservationComponent } from 'fhir/r4';
import { LOINC } from '#lib/clinical/code-set.ts';
import type { Finding, NetworkFinding, PictureRead } from '#lib/contract/findings-report.ts';
import type { Provenance } from '#lib/contract/risk-report.ts';
import { KIND_DESCRIPTIONS, KINDS } from '#lib/dicom/reporting/measurement-report.ts';
import { ASSERTED_BY, BY_MACHINE } from '../machine-asserted.ts';
import { systemOf } from './measurement-codes.ts';

const UCUM = 'http://unitsofmeasure.org';
const CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';
/** Our own codes of findings, of which no code system has the probability or the extent. */
const FINDINGS = 'urn:consilium:finding';
const HASHES = 'urn:consilium:model-file-sha256';
const NETWORK = 'network';

type Described = Pick<Finding, 'id' | 'label' | 'type' | 'unit' | 'decimals'>;
type ReadFinding = Extract<NetworkFinding, { status: 'read' }>;

/** The standard's code where it has one for the quantity as it was read: of an echocardiogram, by no method of a hand. */
function standardCode({ id }: Described): { system: string; code: string; display: string } | undefined {
  if (id === 'ejection-fraction')
    return { system: LOINC, code: '8806-2', display: 'Left ventricular Ejection fraction by US.2D' };
  const kind = KINDS.find((one) => one === id);
  if (kind === undefined) return undefined;
  const { scheme, code, meaning } = KIND_DESCRIPTIONS[kind].concept;
  return { system: systemOf(scheme), code, display: meaning };
}

/** A presence is coded as a probability: a code of the disease itself could be read as the disease. */
function codeOf(finding: Described): CodeableConcept {
  const text = finding.type === 'presence' ? `Probability of: ${finding.label}` : finding.label;
  const standard = standardCode(finding);
  const own = { system: FINDINGS, code: finding.id, display: text };
  return { coding: standard ? [standard, own] : [own], text };
}

/** One digit more than the screen shows. */
const quantityOf = ({ unit, decimals }: Described, value: number) => ({
  value: Number(value.toFixed(decimals + 1)),
  unit,
  system: UCUM,
  code: unit,
});

const componentOf = (
  finding: Described,
  code: string,
  text: string,
  value: number,
): ObservationComponent => ({
  code: { coding: [{ system: FINDINGS, code, display: text }], text },
  valueQuantity: quantityOf(finding, value),
});

const spreadOf = (finding: Described, { spread, range }: ReadFinding): ObservationComponent[] =>
  spread === null || range === null
    ? []
    : [
        componentOf(finding, 'standard-deviation', 'Standard deviation', spread),
        componentOf(finding, 'low-90', 'Lower end of the 90 % range', range.low),
        componentOf(finding, 'high-90', 'Upper end of the 90 % range', range.high),
      ];

const deviceOf = ({ model }: Provenance): Device => ({
  resourceType: 'Device',
  id: NETWORK,
  type: { text: 'Neural network' },
  deviceName: [{ name: model.id, type: 'model-name' }],
  version: [{ value: model.version }],
  identifier: Object.values(model.graphs).map((sha256) => ({ system: HASHES, value: sha256 })),
});

function noteOf({ picture: { instance }, provenance: { model, simulatedTraining } }: PictureRead): string {
  const source = `Read by the network ${model.id} ${model.version} from the picture with SOP Instance UID ${instance}.`;
  return simulatedTraining ? `${source} It was trained on simulated pictures only.` : source;
}

/**
 * What a network read from a picture as FHIR R4 Observations, each whole by itself: preliminary, labelled as a machine's
 * statement, of the network as device, derived from the ImagingStudy. Refused values and what people measured are left out.
 */
export function findingObservations(report: PictureRead): Observation[] {
  const { patientId, picture, provenance } = report;
  return report.findings.flatMap((finding): Observation[] => {
    const { network } = finding;
    if (network?.status !== 'read') return [];
    const component = spreadOf(finding, network);
    const { id, version } = provenance.model;
    return [
      {
        resourceType: 'Observation',
        id: crypto.randomUUID(),
        meta: {
          security: [{ system: ASSERTED_BY, code: BY_MACHINE, display: 'Artificial Intelligence asserted' }],
        },
        contained: [deviceOf(provenance)],
        identifier: [{ system: FINDINGS, value: `${id} ${version} ${picture.instance} ${finding.id}` }],
        status: 'preliminary',
        category: [{ coding: [{ system: CATEGORY, code: 'imaging' }] }],
        code: codeOf(finding),
        subject: { reference: `Patient/${patientId}` },
        ...(picture.time && { effectiveDateTime: picture.time.recorded }),
        issued: provenance.computedAt,
        valueQuantity: quantityOf(finding, network.value),
        device: { reference: `#${NETWORK}` },
        derivedFrom: [{ reference: picture.reference }],
        note: [{ text: noteOf(report) }],
        ...(component.length > 0 && { component }),
      },
    ];
  });
}
