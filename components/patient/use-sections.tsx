'use client';

import dynamic from 'next/dynamic';
import type { PanelContext } from '#components/panels/panel-entry.tsx';
import { shownPanels } from '#components/panels/panels.ts';
import type { Section } from '#components/panels/Sections.tsx';
import { useModelIds } from '#components/scoring/use-model-ids.ts';
import { IssueList } from '#components/ui/IssueList.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import type { Landmark } from '#lib/contract/landmark.ts';
import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import type { Model } from '#lib/contract/model.ts';
import type { RiskReport } from '#lib/contract/risk-report.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { timeName } from './moment-text.ts';
import { PLACES } from './places.ts';
import { UnreadCodes } from './UnreadCodes.tsx';

const MissingPanel = dynamic(() =>
  import('#components/risk/MissingPanel.tsx').then((module) => module.MissingPanel),
);
const ScoreDetails = dynamic(() => import('./ScoreDetails.tsx'), { ssr: false });
const VisitorSearch = dynamic(
  () => import('#components/similar/VisitorSearch.tsx').then((module) => module.VisitorSearch),
  { ssr: false },
);
const OtherAnswers = dynamic(() => import('./OtherAnswers.tsx'), { ssr: false });

type Shown = {
  readonly context: PanelContext;
  readonly landmark: Landmark;
  /** `null`: not computed yet, or the model failed. */
  readonly report: RiskReport | null;
  readonly bands: SurvivalManifest['bands'] | null;
};

const place = (anchor: string) => ({ anchor, holds: (id: string) => id === anchor });

/** The score has its own place on the page, and findings stand with the pictures. */
const isOther = ({ id, kind }: Pick<Model<Slices>, 'id' | 'kind'>): boolean =>
  id !== 'readmission' && kind !== 'findings' && kind !== 'embedding';

/** What lies below the summary, a tab each: the chart by modality, then the score's gaps and details, then what was left out. */
export function useSections({ context, landmark, report, bands }: Shown): readonly Section[] {
  const others = useModelIds(isOther);
  const time = { at: landmark.at, atName: timeName(landmark.name) };
  const panels = shownPanels(context).map((panel) => ({ ...panel, content: panel.draw(context, time) }));
  const models: readonly Section[] =
    others.length === 0
      ? []
      : [
          {
            ...place(PLACES.models),
            title: 'Other models',
            content: <OtherAnswers {...context} ids={others} />,
          },
        ];
  // A patient of the hospital has a page of similar patients; the reader's own files have this part.
  const similar: readonly Section[] =
    context.ports.loadSlice === null
      ? [{ ...place(PLACES.similar), title: 'Similar patients', content: <VisitorSearch {...context} /> }]
      : [];
  return [
    ...panels,
    ...scoreSections(report, bands, time),
    ...models,
    ...similar,
    ...qualitySections(context, report),
  ];
}

function scoreSections(
  report: RiskReport | null,
  bands: Shown['bands'],
  time: { readonly at: Landmark['at']; readonly atName: string },
): readonly Section[] {
  if (!report) return [];
  const { missing } = report;
  const risk = report.status === 'scored' ? report.risk : null;
  const gaps = {
    ...place(PLACES.gaps),
    title: `Gaps (${missing.length})`,
    content: <MissingPanel {...{ missing, risk, ...time }} {...(bands && { bands })} />,
  };
  // An unscored chart is about another question, or says in its reason what is missing.
  if (report.status !== 'scored') return missing.length > 0 ? [gaps] : [];
  const content = <ScoreDetails report={report} />;
  return [gaps, { ...place(PLACES.details), title: 'Score details', content }];
}

function qualitySections({ record }: PanelContext, report: RiskReport | null): readonly Section[] {
  const issues = report?.issues ?? record.issues;
  const unread = record.unread ?? [];
  if (issues.length + unread.length === 0) return [];
  return [
    {
      ...place(PLACES.quality),
      title: `Left out (${issues.length + unread.length})`,
      content: (
        <>
          {issues.length > 0 ? (
            <Panel
              title={`Left out or assumed (${issues.length})`}
              description="Entries of the chart that were not used, or not as written, and why."
            >
              <IssueList issues={issues} />
            </Panel>
          ) : null}
          <UnreadCodes codes={unread} />
        </>
      ),
    },
  ];
}
