// The panels of the patient page by modality, in the order of their tabs. A modality that is not listed gets the generic panel.
import dynamic from 'next/dynamic';
import { chartAnchor, RESULTS_ANCHOR, resultAnchor } from '#components/labs/results-anchors.ts';
import { HISTORY_ANCHORS, historyAnchor } from '#components/patient/history-anchors.ts';
import { WearablesPanel } from '#components/wearables/WearablesPanel.tsx';
import { WEARABLES_ANCHOR } from '#components/wearables/wearables-anchor.ts';
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
    anchor: 'imaging',
    title: 'Pictures',
    Panel: StudyPanel,
    Below: PictureFindings,
    isShown: (slice) => (slice?.studies.length ?? 0) > 0,
  }),
  panelOf('wearables', { anchor: WEARABLES_ANCHOR, title: 'Wearables', Panel: WearablesPanel }),
  panelOf('genomics', { anchor: 'genome', title: 'Genome', Panel: PatientGenome }),
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

/** Looks among the panels that are on the page, so that no link leads nowhere. */
export function anchorsOn(context: PanelContext): AnchorOf {
  const shown = shownPanels(context);
  return (modality, measure) => {
    const own = shown.filter((panel) => panel.modality === modality);
    if (measure === null) return own[0]?.anchor ?? null;
    return (
      own.map((panel) => panel.anchorOf(measure, context.record)).find((anchor) => anchor !== null) ?? null
    );
  };
}
