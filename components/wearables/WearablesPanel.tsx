'use client';

import { IconDeviceWatch } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import type { PanelProps } from '#components/panels/panel-props.ts';
import { Panel } from '#components/ui/Panel.tsx';
import { StateMessage } from '#components/ui/StateMessage.tsx';
import { useSeen } from '#components/ui/use-seen.ts';
import { ageInYears } from '#lib/clinical/age.ts';
import type { WearablesSlice } from '#lib/modalities/wearables/slice.ts';
import { loadOnce } from './load-once.ts';
import classes from './wearables.module.css';

const WearablesSection = dynamic(() => import('./WearablesSection.tsx'), { ssr: false, loading: Waiting });

/** The place of the wearables on the page; what they need is fetched when the reader comes near it. */
export function WearablesPanel({ patient, slice, deferred, at, ports }: PanelProps<WearablesSlice>) {
  const { ref, seen } = useSeen();
  if (!slice && !deferred) return null;
  const age = patient.birthDate && at ? ageInYears(patient.birthDate, at.recorded) : null;
  return (
    <div ref={ref}>
      {seen ? (
        <WearablesSection patientId={patient.id} slice={slice} load={loadOnce(ports)} age={age} />
      ) : (
        <Waiting />
      )}
    </div>
  );
}

function Waiting() {
  return (
    <Panel title="Wearables">
      <div className={classes.waiting}>
        <StateMessage
          icon={<IconDeviceWatch size={22} aria-hidden />}
          title="Signals are fetched when you come to them"
        />
      </div>
    </Panel>
  );
}
