import dynamic from 'next/dynamic';
import type { ModalityId } from '#lib/modalities/index.ts';
import { genericAnchor, measureAnchor } from './generic-anchors.ts';
import type { PanelEntry } from './panel-entry.tsx';

const GenericPanel = dynamic(() => import('./GenericPanel.tsx').then((module) => module.GenericPanel));

/** The panel of a modality that brings none of its own. */
export const genericPanel = (modality: ModalityId): PanelEntry => ({
  modality,
  anchor: genericAnchor(modality),
  isShown: ({ record: { slices, issuesOf } }) =>
    slices[modality] !== undefined || (issuesOf?.[modality]?.length ?? 0) > 0,
  anchorOf: (measure) => measureAnchor(modality, measure),
  draw: ({ record: { slices, issuesOf } }, time) => (
    <GenericPanel modality={modality} slices={slices} issues={issuesOf?.[modality] ?? []} {...time} />
  ),
});
