'use client';

import { useEffect, useState } from 'react';
import type { PanelContext } from '#components/panels/panel-entry.tsx';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { modalitiesRead, withReadPictures, withWearables } from './whole-record.ts';

/** As much of a record as is there, and what the score still waits for: the end of "Still to come: …"; `null`: nothing. */
export type FilledRecord = {
  readonly record: PatientRecord<Slices>;
  readonly toCome: string | null;
};

/** Until it is known what the model reads. */
const REST = 'the rest of the record';

/** Calls `tell` each time that more of a record is there. Rejects when aborted, and where the model cannot be loaded. */
async function fill(
  { record, ports }: PanelContext,
  tell: (filled: FilledRecord) => void,
  signal: AbortSignal,
): Promise<void> {
  // The week is on its way while the model starts; the page shows it in any case.
  const week = withWearables(record, ports);
  week.catch(() => undefined);
  const read = await modalitiesRead();
  const readsPictures = read.has('imaging') && (record.slices.imaging?.studies.length ?? 0) > 0;
  const readsWeek = read.has('wearables') && record.deferred?.includes('wearables') === true;
  let filled = record;
  const waits = (names: readonly string[]) => (names.length === 0 ? null : names.join(' and '));
  const pictures = readsPictures ? ['what the pictures show'] : [];
  if (readsWeek) {
    tell({ record, toCome: waits(['the week at home', ...pictures]) });
    filled = await week;
    signal.throwIfAborted();
  }
  tell({ record: filled, toCome: waits(pictures) });
  if (!readsPictures) return;
  tell({ record: await withReadPictures(filled, ports, signal), toCome: null });
}

/** The record of a page as it fills with what the readmission model reads beside it. */
export function useWholeRecord(context: PanelContext): FilledRecord {
  const [told, setTold] = useState<FilledRecord & { readonly of: PanelContext }>();
  useEffect(() => {
    const leaving = new AbortController();
    const tell = (filled: FilledRecord) => {
      if (!leaving.signal.aborted) setTold({ of: context, ...filled });
    };
    let latest = context.record;
    const remember = (filled: FilledRecord) => {
      latest = filled.record;
      tell(filled);
    };
    // What could not be had is missing, and the score says so; that the model could not be loaded it says itself.
    fill(context, remember, leaving.signal).catch(() => tell({ record: latest, toCome: null }));
    return () => leaving.abort();
  }, [context]);
  return told?.of === context ? told : { record: context.record, toCome: REST };
}
