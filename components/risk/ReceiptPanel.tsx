'use client';

import { ActionIcon, Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react';
import { useUnitSystem } from '#components/labs/use-unit-system.ts';
import { momentText } from '#components/patient/moment-text.ts';
import { durationText } from '#components/scoring/session-text.ts';
import { ScrollTable } from '#components/ui/ChartWithTable.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { Stat, Stats } from '#components/ui/Stat.tsx';
import { featureText } from '#lib/clinical/quantity-text.ts';
import type { Scored } from '#lib/contract/risk-report.ts';
import classes from './receipt.module.css';
import { backendText, inputRows, instantText, shortHash, siteMapHint } from './receipt-text.ts';

/** What the score was computed from and by: enough for another person to compute it again. */
export function ReceiptPanel({ report }: { readonly report: Scored }) {
  const { model, contract, fallbacks, durationMs, computedAt, simulatedTraining, siteMap } =
    report.provenance;
  return (
    <Panel
      title="Score receipt"
      description="The model, the machine and every resource that the score was read from."
      actions={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={() => saveReceipt(report)}
        >
          Download as JSON
        </Button>
      }
    >
      <Stats>
        <Stat
          label="Model"
          value={`${model.id}, version ${model.version}`}
          hint={simulatedTraining ? 'trained on simulated patients' : undefined}
        />
        {Object.entries(model.graphs).map(([graph, hash]) => (
          <Stat
            key={graph}
            label="Model file, SHA-256"
            value={<Hash hash={hash} name={`hash of graph ${graph}`} />}
            hint={graph}
          />
        ))}
        <Stat label="Input contract, SHA-256" value={<Hash hash={contract} name="contract hash" />} />
        {siteMap ? (
          <Stat
            label="Site mapping, SHA-256"
            value={<Hash hash={siteMap.sha256} name="site mapping hash" />}
            hint={siteMapHint(siteMap)}
          />
        ) : null}
        <Stat label="Computed by" value={backendText(report.provenance)} hint={fallbacks.join(' ')} />
        <Stat label="Took" value={durationText(durationMs)} />
        <Stat label="Computed at" value={<time dateTime={computedAt}>{instantText(computedAt)}</time>} />
        <Stat label="Time of prediction" value={momentText(report.at)} />
      </Stats>
      <details className={classes.inputs}>
        <summary>Inputs and the resources they were read from</summary>
        <InputTable report={report} />
      </details>
    </Panel>
  );
}

function Hash({ hash, name }: { readonly hash: string; readonly name: string }) {
  return (
    <span className={classes.hash}>
      <code title={hash}>{shortHash(hash)}…</code>
      <CopyButton value={hash}>
        {({ copied, copy }) => (
          <ActionIcon
            size="sm"
            variant="subtle"
            onClick={copy}
            aria-label={copied ? 'Copied' : `Copy the ${name}`}
          >
            {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
          </ActionIcon>
        )}
      </CopyButton>
    </span>
  );
}

type ReferenceProps = { readonly text: string; readonly mapped: string | null; readonly by: string | null };

function Reference({ text, mapped, by }: ReferenceProps) {
  return (
    <>
      <code>{text}</code>
      {by === null ? null : <span className={classes.mapped}>{by}</span>}
      {mapped === null ? null : <span className={classes.mapped}>site mapping: {mapped}</span>}
    </>
  );
}

const COLUMNS = [
  { label: 'Input' },
  { label: 'Value', numeric: true },
  { label: 'Resource' },
  { label: 'Time' },
];

function InputTable({ report }: { readonly report: Scored }) {
  const [system] = useUnitSystem();
  const rows = inputRows(report).map(({ key, label, value, reference, mapped, by, time, ...of }) => ({
    key,
    cells: [
      label,
      value === null ? 'missing' : featureText(of, value, system),
      reference === null ? '–' : <Reference key="reference" text={reference} mapped={mapped} by={by} />,
      time === null ? '–' : momentText(time),
    ],
  }));
  return <ScrollTable title="Inputs of the score and their sources" columns={COLUMNS} rows={rows} />;
}

/** The whole report as a file; its name carries no patient's data beyond the opaque id. */
function saveReceipt(report: Scored): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(report, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `risk-report-${report.provenance.computedAt.replaceAll(/[:.]/g, '-')}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
