'use client';

import { Button } from '@mantine/core';
import { IconAffiliate } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Panel } from '#components/ui/Panel.tsx';
import { ProgressBar } from '#components/ui/ProgressBar.tsx';
import { StateMessage } from '#components/ui/StateMessage.tsx';
import { countText } from '#lib/clinical/quantity-text.ts';
import type { CohortTable } from '#lib/similarity/cohort-table.ts';
import type { Profile } from '#lib/similarity/profile.ts';
import { CohortDesk } from './CohortDesk.tsx';
import { CohortStateMessage } from './CohortStateMessage.tsx';
import type { AskedPatient } from './OwnScore.tsx';
import type { OpenCohort } from './open-cohort.ts';
import classes from './similar.module.css';
import { useCohort } from './use-cohort.ts';
import { numbersOf, visitorProfile } from './visitor-profile.ts';

/** Similar patients for an uploaded record, which is neither stored nor sent: the indexed patients come to it. */
export function VisitorSearch(patient: AskedPatient) {
  const [asked, setAsked] = useState(false);
  if (asked) return <Fetched {...patient} />;
  return (
    <Panel>
      <StateMessage
        icon={<IconAffiliate size={26} stroke={1.6} />}
        title="Search without storing"
        actions={<Button onClick={() => setAsked(true)}>Find similar patients</Button>}
      >
        <p>
          The indexed patients are fetched without names, and compared with this record here. The record, its
          pictures and the numbers made of them stay in this browser.
        </p>
      </StateMessage>
    </Panel>
  );
}

function Fetched(patient: AskedPatient) {
  const { state, retry } = useCohort(null);
  if (state.status !== 'ready') return <CohortStateMessage state={state} onRetry={retry} />;
  return <Searched patient={patient} cohort={state} />;
}

type Made = { readonly profile: Profile } | { readonly reason: string } | null;

function useProfile(patient: AskedPatient, table: CohortTable): Made {
  const [made, setMade] = useState<{ readonly of: AskedPatient['record']; readonly made: Made }>();
  const { record, ports } = patient;
  useEffect(() => {
    const leaving = new AbortController();
    visitorProfile({ record, ports }, table, leaving.signal)
      .then((profile): Made => ({ profile }))
      .catch(
        (cause: unknown): Made => ({
          reason:
            cause instanceof Error && cause.message
              ? cause.message
              : 'The record could not be read for the search.',
        }),
      )
      .then((next) => {
        if (!leaving.signal.aborted) setMade({ of: record, made: next });
      });
    return () => leaving.abort();
  }, [record, ports, table]);
  return made?.of === record ? made.made : null;
}

type SearchedProps = { readonly patient: AskedPatient; readonly cohort: OpenCohort };

/** A cohort beside somebody who is not in it. */
export function Searched({ patient, cohort }: SearchedProps) {
  const made = useProfile(patient, cohort.table);
  if (made === null)
    return (
      <Panel>
        <ProgressBar label="Reading the record and its pictures" value={null} max={1} text="" />
      </Panel>
    );
  if ('reason' in made)
    return (
      <Panel>
        <p className={classes.complaint} role="alert">
          {made.reason}
        </p>
      </Panel>
    );
  return (
    <>
      <p className={classes.note}>{keptText(made.profile, cohort)}</p>
      <CohortDesk cohort={cohort} visitor={made.profile} subject={patient} />
    </>
  );
}

/** Which numbers were made, and that they went nowhere. */
function keptText(profile: Profile, { table, total }: OpenCohort): string {
  const numbers = numbersOf(profile);
  const parts = table.space.views.flatMap(({ id, label }) =>
    numbers[id] ? [`${label} ${numbers[id].toLocaleString('en-GB')}`] : [],
  );
  const all = Object.values(numbers).reduce((sum, one) => sum + one, 0);
  const compared = table.members.length;
  const whom =
    compared < total
      ? `${compared.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')} indexed patients`
      : `${compared.toLocaleString('en-GB')} indexed patients`;
  return `Not stored and not sent: ${countText(all, 'number')} made of this record (${parts.join(', ')}) were compared in this browser with ${whom}.`;
}
