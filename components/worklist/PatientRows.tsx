'use client';

import { useLayoutEffect, useRef } from 'react';
import type { Bands } from '#components/risk/risk-text.ts';
import type { Entry } from './entries.ts';
import { moveBetweenRows } from './move-between-rows.ts';
import { PatientRow } from './PatientRow.tsx';
import { leaveFrom } from './view-state.ts';

type PatientRowsProps = {
  readonly shown: readonly Entry[];
  readonly bands: Bands | null;
  readonly reading: ReadonlySet<string>;
  /** Id of the patient whose pictures are being read. */
  readonly pictured: string | null;
  readonly followed: ReadonlySet<string>;
  /** Called with the id of a patient who is opened. */
  readonly onOpen: (id: string) => void;
};

/** The body of the table. In a new order its rows are new, not moved: nothing jumps, and the focus stays with its patient. */
export function PatientRows({ shown, bands, reading, pictured, followed, onOpen }: PatientRowsProps) {
  const order = shown.map(({ patient }) => patient.id).join(' ');
  const focused = useRef<string | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  useLayoutEffect(() => {
    const id = focused.current;
    if (id === null || body.current?.contains(document.activeElement)) return;
    const row = body.current?.querySelector(`[data-patient="${CSS.escape(id)}"]`);
    row?.querySelector('a')?.focus({ preventScroll: true });
  });
  return (
    <tbody
      key={order}
      ref={body}
      onKeyDown={moveBetweenRows}
      onFocus={({ target }) => {
        focused.current = target.closest('tr')?.dataset.patient ?? null;
      }}
      onBlur={() => {
        focused.current = null;
      }}
      onClickCapture={({ target }) => {
        leaveFrom(window.scrollY);
        const link = target instanceof Element ? target.closest('a') : null;
        const id = link?.closest('tr')?.dataset.patient;
        if (id !== undefined) onOpen(id);
      }}
    >
      {shown.map((entry) => (
        <PatientRow
          key={entry.patient.id}
          entry={entry}
          bands={bands}
          pending={reading.has(entry.patient.id)}
          readsPictures={pictured === entry.patient.id}
          followed={followed.has(entry.patient.id)}
        />
      ))}
    </tbody>
  );
}
