'use client';

import type { PanelContext } from './panel-entry.tsx';
import type { PanelProps } from './panel-props.ts';
import classes from './panels.module.css';
import { shownPanels } from './panels.ts';

type PatientPanelsProps = PanelContext & Pick<PanelProps<unknown>, 'at' | 'atName'>;

/** What is on record, modality by modality; each place takes the focus when a link leads to it. */
export function PatientPanels({ record, ports, at, atName }: PatientPanelsProps) {
  const context = { record, ports };
  return shownPanels(context).map((panel) => (
    <div
      key={`${record.patient.id} ${panel.anchor}`}
      id={panel.anchor}
      tabIndex={-1}
      className={classes.panel}
    >
      {panel.draw(context, { at, atName })}
    </div>
  ));
}
