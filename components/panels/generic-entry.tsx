import dynamic from 'next/dynamic';
import type { ModalityId } from '#lib/modalities/index.ts';
import { genericAnchor, measureAnchor } from './generic-anchors.ts';
import type { PanelEntry } from './panel-entry.tsx';

const GenericPanel = dynamic(() => import('./GenericPanel.tsx').then((module) => module.GenericPanel));

/** Its id as a name: the name proper comes with the features' code, which a tab does not wait for. */
const titleOf = (modality: string): string =>
  `${modality.charAt(0).toUpperCase()}${modality.slice(1).replaceAll('-', ' ')}`;

/** The panel of a modality that brings none of its own. */
export const genericPanel = (modality: ModalityId): PanelEntry => ({
  modality,
  anchor: genericAnchor(modality),
  title: titleOf(modality),
  holds: (id) => id === genericAnchor(modality) || id.startsWith(measureAnchor(modality, '')),
  isShown: ({ record: { slices, issuesOf } }) =>
    slices[modality] !== undefined || (issuesOf?.[modality]?.length ?? 0) > 0,
  anchorOf: (measure) => measureAnchor(modality, measure),
  draw: ({ record: { slices, issuesOf } }, time) => (
    <GenericPanel modality={modality} slices={slices} issues={issuesOf?.[modality] ?? []} {...time} />
  ),
});
