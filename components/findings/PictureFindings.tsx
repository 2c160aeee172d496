'use client';

import { useMemo } from 'react';
import { filesPlace } from '#components/panels/files-place.ts';
import type { CardProps } from '#components/panels/panel-entry.tsx';
import { useModelIds } from '#components/scoring/use-model-ids.ts';
import { Panel } from '#components/ui/Panel.tsx';
import { useSeen } from '#components/ui/use-seen.ts';
import { workerTensors } from '#lib/fusion/worker-tensors.ts';
import classes from './findings.module.css';
import { PictureSection } from './PictureSection.tsx';

const isFindings = ({ kind }: { readonly kind: string }): boolean => kind === 'findings';

/** What networks read from a patient's newest pictures, beside what people measured; it starts when it comes into view. */
export function PictureFindings({ record, ports, at, atName }: CardProps) {
  const ids = useModelIds(isFindings);
  const { ref, seen } = useSeen();
  // Only pictures that this page can open can have a map laid over them.
  const opens = ports.archive === 'hospital';
  const readTensor = useMemo(() => workerTensors(filesPlace(record, ports)), [record, ports]);
  if (ids.length === 0) return null;
  return (
    <div ref={ref} className="no-print">
      <Panel
        title="Read from the pictures"
        description="The newest picture of each kind. A value that somebody measured counts before a network’s."
      >
        <div className={classes.sections}>
          {seen
            ? ids.map((id) => (
                <PictureSection key={id} model={id} {...{ record, readTensor, at, atName, opens }} />
              ))
            : null}
        </div>
      </Panel>
    </div>
  );
}
