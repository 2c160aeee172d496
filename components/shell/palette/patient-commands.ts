import type { PatientHeader } from '#lib/contract/patient-record.ts';
import type { PatientGroup } from '#lib/worklist/patient-groups.ts';
import type { PaletteCommand } from './palette-command.ts';

type Ways = {
  readonly go: (path: string) => void;
  readonly chooseGroup: (group: string) => void;
};

function detailOf({ birthDate, mrn }: PatientHeader): string {
  const born = birthDate === null ? 'birth date not recorded' : `born ${birthDate}`;
  return `${born}, ${mrn === null ? 'no record number' : `MRN ${mrn}`}`;
}

const patientCommand = (patient: PatientHeader, { go }: Ways): PaletteCommand => ({
  id: `patient ${patient.id}`,
  group: 'Patients',
  label: patient.name,
  detail: detailOf(patient),
  words: (patient.writtenAlso ?? []).join(' '),
  onlyAsked: true,
  movesFocus: true,
  run: () => go(`/patients/${encodeURIComponent(patient.id)}`),
});

/** The lists of the worklist where there are several, and everyone on them. */
export function patientCommands(groups: readonly PatientGroup[], ways: Ways): readonly PaletteCommand[] {
  const lists = groups.length < 2 ? [] : groups;
  return [
    ...lists.map(
      ({ id, label, patients }): PaletteCommand => ({
        id: `group ${id}`,
        group: 'Go to',
        label: `Worklist: ${label}`,
        detail: `${patients.length.toLocaleString('en-GB')} patients`,
        words: id === 'similarity' ? 'cohort similar patients' : 'cohort',
        movesFocus: true,
        run: () => ways.chooseGroup(id),
      }),
    ),
    ...groups.flatMap(({ patients }) => patients.map((patient) => patientCommand(patient, ways))),
  ];
}
