// The panels of the patient page by modality, in the order of their tabs. A modality that is not listed gets the generic panel.
import dynamic from 'next/dynamic';
import { GENOME_ANCHOR, genomeAnchor } from '#components/genomics/genome-anchors.ts';
import { IMAGING_ANCHOR, imagingAnchor, isAmongPictures } from '#components/imaging/picture-anchors.ts';
import { chartAnchor, RESULTS_ANCHOR, resultAnchor } from '#components/labs/results-anchors.ts';
import { HISTORY_ANCHORS, headingAnchor, historyAnchor } from '#components/patient/history-anchors.ts';
import { WearablesPanel } from '#components/wearables/WearablesPanel.tsx';
import { WEARABLES_ANCHOR, wearableAnchor } from '#components/wearables/wearables-anchor.ts';
import type { ModalityId } from '#lib/modalities/index.ts';
import { genericPanel } from './generic-entry.tsx';
import { type PanelContext, type PanelEntry, panelOf } from './panel-entry.tsx';
import type { AnchorOf } from './panel-links.ts';

const LabTrends = dynamic(() => import('#components/labs/LabTrends.tsx').then((module) => module.LabTrends));
const StudyPanel = dynamic(() =>
  import('#components/imaging/StudyPanel.tsx').then((module) => module.StudyPanel),
);
const PictureFindings = dynamic(
  () => import('#components/findings/PictureFindings.tsx').then((module) => module.PictureFindings),
  { ssr: false },
);
const PatientGenome = dynamic(() =>
  import('#components/genomics/PatientGenome.tsx').then((module) => module.PatientGenome),
);
const HistoryPanels = dynamic(() =>
  import('#components/patient/HistoryPanels.tsx').then((module) => module.HistoryPanels),
);

const historyIds: readonly string[] = Object.values(HISTORY_ANCHORS);

/** One line a panel; the order is that of the tabs, what the reasons lead to most often first. */
const PANELS: readonly PanelEntry[] = [
  panelOf('ehr', {
    anchor: RESULTS_ANCHOR,
    title: 'Results',
    Panel: LabTrends,
    isShown: () => true,
    anchorOf: resultAnchor,
    holds: (id) => id.startsWith(chartAnchor('')),
  }),
  panelOf('ehr', {
    anchor: 'history',
    title: 'Problems and drugs',
    Panel: HistoryPanels,
    anchorOf: historyAnchor,
    holds: (id) => historyIds.includes(id),
  }),
  panelOf('imaging', {
    anchor: IMAGING_ANCHOR,
    title: 'Pictures',
    Panel: StudyPanel,
    Below: PictureFindings,
    anchorOf: imagingAnchor,
    holds: isAmongPictures,
  }),
  panelOf('wearables', {
    anchor: WEARABLES_ANCHOR,
    title: 'Wearables',
    Panel: WearablesPanel,
    anchorOf: wearableAnchor,
    holds: (id) => id.startsWith(`${WEARABLES_ANCHOR}-`),
  }),
  panelOf('genomics', {
    anchor: GENOME_ANCHOR,
    title: 'Genome',
    Panel: PatientGenome,
    anchorOf: genomeAnchor,
    holds: (id) => id.startsWith(`${GENOME_ANCHOR}-`),
  }),
];

/** The panels of one modality: its own, else the generic one. */
export function panelsOfModality(id: ModalityId): readonly PanelEntry[] {
  const own = PANELS.filter(({ modality }) => modality === id);
  return own.length > 0 ? own : [genericPanel(id)];
}

/** The panels that have something to draw, in the order of their tabs; those of unlisted modalities come last. */
export function shownPanels(context: PanelContext): readonly PanelEntry[] {
  const { slices, issuesOf = {} } = context.record;
  const ids = new Set([...Object.keys(slices), ...Object.keys(issuesOf)] as readonly ModalityId[]);
  const unlisted = [...ids].filter((id) => PANELS.every(({ modality }) => modality !== id));
  return [...PANELS, ...unlisted.flatMap(panelsOfModality)].filter((panel) => panel.isShown(context));
}

/** Looks among the panels that are on the page and in its heading, so that no link leads nowhere. */
export function anchorsOn(context: PanelContext): AnchorOf {
  const shown = shownPanels(context);
  return (modality, measure) => {
    const own = shown.filter((panel) => panel.modality === modality);
    if (measure === null) return own[0]?.anchor ?? null;
    const anchor = own.map((panel) => panel.anchorOf(measure, context.record)).find((one) => one !== null);
    return anchor ?? headingAnchor(measure);
  };
}
