'use client';

import { useMemo, useState } from 'react';
import type { PatientHeader } from '#lib/contract/patient-record.ts';
import { type Entry, type Known, NOTHING, toEntry } from './entries.ts';
import type { WorklistState } from './worklist-state.ts';

type Cached = { readonly known: Known; readonly now: number; readonly entry: Entry };

function knownOf({ rows, risks, explained, looks, renewals }: WorklistState, id: string): Known {
  const row = rows.get(id);
  if (!row) return NOTHING;
  return {
    row,
    risk: risks.get(id) ?? null,
    explained: explained.get(id) ?? null,
    look: looks.get(id) ?? null,
    renewal: renewals.get(id) ?? null,
  };
}

const isSame = (a: Known, b: Known): boolean =>
  a.row === b.row &&
  a.risk === b.risk &&
  a.explained === b.explained &&
  a.look === b.look &&
  a.renewal === b.renewal;

/** Entries of patients about whom nothing new is known stay the same objects, so that their rows are not drawn anew. */
function createEntries() {
  const cache = new Map<PatientHeader, Cached>();
  return (state: WorklistState, now: number): readonly Entry[] => {
    const patients = state.groups.find(({ id }) => id === state.group)?.patients ?? [];
    return patients.map((patient) => {
      const known = knownOf(state, patient.id);
      const cached = cache.get(patient);
      if (cached?.now === now && isSame(cached.known, known)) return cached.entry;
      const entry = toEntry(patient, known, now);
      cache.set(patient, { known, now, entry });
      return entry;
    });
  };
}

/** Everybody of the group, with what is known so far. Days are counted to the time at which the list was opened. */
export function useEntries(state: WorklistState): readonly Entry[] {
  const [now] = useState(() => Date.now());
  const [entriesOf] = useState(createEntries);
  return useMemo(() => entriesOf(state, now), [entriesOf, state, now]);
}
