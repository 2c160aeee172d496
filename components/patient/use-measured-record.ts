'use client';

import { useMemo } from 'react';
import { useStore } from 'zustand';
import { liveMeasurements } from '#components/imaging/live-measurements.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import { withMeasured } from '#lib/modalities/imaging/with-measured.ts';
import type { Slices } from '#lib/modalities/index.ts';

/** The record with what the reader is measuring in its pictures on this page: the score follows at once. */
export function useMeasuredRecord(record: PatientRecord<Slices>): PatientRecord<Slices> {
  const live = useStore(liveMeasurements);
  return useMemo(() => {
    const { imaging } = record.slices;
    if (!imaging) return record;
    const just = Object.entries(live).flatMap(([instance, values]) =>
      values.map(({ kind, value, method }) => ({
        instance,
        kind,
        value,
        ...(method === undefined ? {} : { method }),
      })),
    );
    const measured = withMeasured(imaging, just);
    return measured === imaging ? record : { ...record, slices: { ...record.slices, imaging: measured } };
  }, [record, live]);
}
