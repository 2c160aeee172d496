import { Page, PageHeader } from '#components/ui/Page.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { ProgressBar } from '#components/ui/ProgressBar.tsx';

/** A chart that a FHIR server still sends. */
export const OpeningChart = () => (
  <Page>
    <PageHeader title="Patient" />
    <Panel>
      <ProgressBar label="Opening the chart" value={null} max={1} text="" />
    </Panel>
  </Page>
);
