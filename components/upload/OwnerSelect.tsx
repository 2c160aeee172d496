import { NativeSelect } from '@mantine/core';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Slices } from '#lib/modalities/index.ts';
import type { Owner } from './owner.ts';

type OwnerSelectProps = {
  readonly file: string;
  /** What helps to check whose the file is. */
  readonly description: string;
  readonly records: readonly PatientRecord<Slices>[];
  readonly owner: Owner;
  readonly onOwner: (owner: Owner) => void;
};

const ownerOf = (value: string): Owner =>
  value === '' ? null : value === 'uncharted' ? 'uncharted' : Number(value);

/** Whose a file without a patient is: only the user says. */
export function OwnerSelect({ file, description, records, owner, onOwner }: OwnerSelectProps) {
  // By place in the list: two hospitals' files may use one id for two people.
  const options = records.map(({ patient }, record) => ({
    value: String(record),
    label: [patient.name, patient.birthDate, patient.mrn].filter(Boolean).join(', '),
  }));
  return (
    <NativeSelect
      label={file}
      description={description}
      value={String(owner ?? '')}
      onChange={({ currentTarget }) => onOwner(ownerOf(currentTarget.value))}
    >
      <option value="">Not said yet</option>
      <option value="uncharted">A person without a chart</option>
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </NativeSelect>
  );
}
