import { Button } from '@mantine/core';
import type { PanelProps } from '#components/panels/panel-props.ts';
import { useReport } from '#components/patient/use-report.ts';
import { backendText, shortHash } from '#components/risk/receipt-text.ts';
import { Timestamp } from '#components/ui/Timestamp.tsx';
import { plainText } from '#lib/clinical/quantity-text.ts';
import type { FindingsReport, PictureRead } from '#lib/contract/findings-report.ts';
import type { Landmark } from '#lib/contract/landmark.ts';
import type { ModelManifest } from '#lib/contract/manifest.ts';
import { whyNoMap } from '#lib/fusion/map-text.ts';
import { FindingList } from './FindingList.tsx';
import { findingRows } from './finding-rows.ts';
import classes from './findings.module.css';
import { useFindingMap } from './use-finding-map.ts';
import { WhereButton } from './WhereButton.tsx';

type PictureSectionProps = Parameters<typeof useReport>[0] &
  Pick<PanelProps<unknown>, 'at' | 'atName'> & {
    /** The page can open the picture, so that a map can be laid over it. */
    readonly opens: boolean;
  };

/** What one network reads from its picture of this patient, or why it does not. */
export function PictureSection({ at, atName, opens, ...asked }: PictureSectionProps) {
  const { state, retry } = useReport(asked);
  const report = state.status === 'ready' && state.report.kind === 'findings' ? state.report : null;
  const mapping = useFindingMap({ ...asked, report });
  if (state.status === 'pending')
    return (
      <p role="status" className={classes.pending}>
        Reading the newest picture with {asked.model} …
      </p>
    );
  if (state.status === 'failed')
    return (
      <div role="alert" className={classes.section}>
        <p className={classes.text}>
          <b>{asked.model} could not be run.</b> {state.reason}
        </p>
        <Button size="xs" variant="default" className={classes.retry} onClick={retry}>
          Try again
        </Button>
      </div>
    );
  const { manifest } = state;
  if (!report) return null;
  return (
    <section className={classes.section} aria-label={manifest.title}>
      <h3 className={classes.title}>{manifest.title}</h3>
      <Source manifest={manifest} />
      <Picture report={report} {...(at && { reference: { moment: at, name: atName } })} />
      {report.status === 'unscored' ? <NotRead report={report} /> : null}
      <FindingList
        rows={findingRows(report.findings, report.picture?.time ?? null)}
        actionOf={(id) =>
          opens && report.status === 'scored' ? (
            <Where report={report} manifest={manifest} id={id} mapping={mapping} />
          ) : null
        }
      />
      {report.status === 'scored' ? <Receipt report={report} /> : null}
    </section>
  );
}

type WhereOfProps = {
  readonly report: PictureRead;
  readonly manifest: ModelManifest;
  readonly id: string;
  readonly mapping: ReturnType<typeof useFindingMap>;
};

/** The control of a finding's map, or why there is none. */
function Where({ report, manifest, id, mapping }: WhereOfProps) {
  const finding = report.findings.find((one) => one.id === id);
  if (finding?.network?.status !== 'read') return null;
  const because = whyNoMap(finding, manifest.kind === 'findings' ? manifest.maps : undefined);
  if (because !== null) return <span className={classes.noMap}>{because}</span>;
  return (
    <WhereButton
      finding={finding}
      work={mapping.work}
      shown={mapping.shownId === id}
      onToggle={() => mapping.toggle(finding)}
      onCancel={mapping.cancel}
    />
  );
}

const Source = ({ manifest: { id, version, training } }: { readonly manifest: ModelManifest }) => (
  <p className={classes.text}>
    Network {id} {version}
    {training.simulated ? ', trained on simulated pictures only' : ''}.
  </p>
);

type PictureProps = {
  readonly report: FindingsReport;
  readonly reference?: { readonly moment: NonNullable<Landmark['at']>; readonly name: string };
};

function Picture({ report: { picture }, ...when }: PictureProps) {
  if (picture === null) return null;
  return (
    <>
      <p className={classes.text}>
        Picture of <Timestamp moment={picture.time} {...when} />
      </p>
      {picture.passedOver.length > 0 ? (
        <p className={classes.warning}>
          A newer picture was not taken, because {picture.passedOver.join('; ')}.
        </p>
      ) : null}
    </>
  );
}

const NotRead = ({ report }: { readonly report: Extract<FindingsReport, { status: 'unscored' }> }) => (
  <p className={classes.warning}>
    <b>Not read.</b> {report.reasons.map(({ message }) => message).join(' ')}
  </p>
);

function Receipt({ report: { picture, novelty, provenance } }: { readonly report: PictureRead }) {
  const { model } = provenance;
  return (
    <details className={classes.receipt}>
      <summary>Details</summary>
      <ul className={classes.facts}>
        <li>
          SOP Instance UID <code>{picture.instance}</code> of {picture.reference}
        </li>
        {novelty ? (
          <li>
            Distance from the pictures of training {plainText(novelty.value, '1')}; up to{' '}
            {plainText(novelty.limit, '1')} a picture is read
          </li>
        ) : null}
        <li>
          {backendText(provenance)}; SHA-256 of the network{' '}
          {Object.values(model.graphs).map(shortHash).join(', ')}
        </li>
      </ul>
    </details>
  );
}
