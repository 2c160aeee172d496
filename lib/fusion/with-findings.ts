import type { FindingsReport } from '#lib/contract/findings-report.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { PictureFinding, UnreadPicture } from '#lib/modalities/imaging/slice.ts';
import type { Slices } from '#lib/modalities/index.ts';

/** Who says what a header states. */
const STATED = 'header of the picture';

function foundIn(report: FindingsReport): PictureFinding[] {
  if (report.status === 'unscored') return [];
  const { picture, findings, provenance } = report;
  const { time, reference, instance } = picture;
  if (time === null) return [];
  const of = { time, reference, instance };
  const network = `network ${provenance.model.id} ${provenance.model.version}`;
  const read = findings.flatMap(({ id, unit, network: one }) =>
    one?.status === 'read' ? [{ id, unit, value: one.value, spread: one.spread, ...of, network }] : [],
  );
  const stated = picture.stated.map((one) => ({ ...one, spread: null, ...of, network: STATED }));
  return [...read, ...stated];
}

function unreadIn(report: FindingsReport): UnreadPicture[] {
  if (report.status === 'scored')
    return report.findings.flatMap(({ id, network }) =>
      network?.status === 'refused'
        ? [
            {
              findings: [id],
              detail: `Not read from the picture, because ${network.because}.`,
              last: report.picture,
            },
          ]
        : [],
    );
  const [reason] = report.reasons;
  const findings = report.findings.map(({ id }) => id);
  const last = report.picture ?? report.missing[0]?.last ?? null;
  return reason ? [{ findings, detail: reason.message, last }] : [];
}

const evidenceOf = ({ last, ...unread }: UnreadPicture): UnreadPicture => ({
  ...unread,
  last: last && { reference: last.reference, time: last.time },
});

/**
 * The record with what networks read from its pictures, so that features of imaging find it. Of reports at several times the
 * earlier picture stays beside the later: each feature takes the newest that was known at its time.
 *
 * Throws `TypeError` for another patient's report: a programmer's mistake.
 */
export function withFindings(
  record: PatientRecord<Slices>,
  reports: readonly FindingsReport[],
): PatientRecord<Slices> {
  const { imaging } = record.slices;
  if (!imaging || reports.length === 0) return record;
  if (reports.some(({ patientId }) => patientId !== record.patient.id))
    throw new TypeError('The findings are of another patient’s pictures');
  const findings = reports.flatMap(foundIn);
  const unreadPictures = reports.flatMap(unreadIn).map(evidenceOf);
  return { ...record, slices: { ...record.slices, imaging: { ...imaging, findings, unreadPictures } } };
}
