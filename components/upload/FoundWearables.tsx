'use client';

import { Fragment } from 'react';
import { dayText } from '#components/patient/moment-text.ts';
import { Page } from '#components/ui/Page.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import WearablesSection from '#components/wearables/WearablesSection.tsx';
import type { UploadedWearable } from '#lib/intake/devices/uploaded-wearable.ts';
import { allOf, latestWindow } from '#lib/modalities/wearables/latest-week.ts';
import { BeatVariability } from './BeatVariability.tsx';
import { DeviceQuestionForm } from './DeviceQuestionForm.tsx';
import { OwnerSelect } from './OwnerSelect.tsx';
import { PurgeButton } from './PurgeButton.tsx';
import { upload } from './session.ts';
import classes from './Upload.module.css';
import type { UploadState } from './upload-store.ts';

type FoundWearablesProps = {
  readonly state: Extract<UploadState, { status: 'read' }>;
  /** Record whose page this is; `null`: the list of all that was found. */
  readonly of: number | null;
};

/** The week's own axis writes no year, and a file may be of any. */
function descriptionOf({ slice, question }: UploadedWearable): string {
  if (!slice) return question ? 'Not drawn yet: something has to be said first.' : 'Nothing can be drawn.';
  const { devices } = slice;
  const named =
    devices.length > 0 ? `Devices in the file: ${devices.join(', ')}` : 'The file names no device';
  const offset = allOf(slice).at(-1)?.offsetMinutes ?? 0;
  return `${named}. Latest reading on ${dayText(latestWindow(slice).to - 1, offset)}.`;
}

/** How the file was read: what was assumed, and which of several devices is believed. */
function Reading({ issues }: UploadedWearable) {
  const said = issues.filter(({ code }) => code === 'assumption');
  if (said.length === 0) return null;
  return (
    <ul className={classes.reading}>
      {said.map(({ file, message }) => (
        <li key={`${file} ${message}`}>{message}</li>
      ))}
    </ul>
  );
}

/** Files of devices that came without a chart: whose each is, and the week of those that the user has assigned. */
export function FoundWearables({ state, of }: FoundWearablesProps) {
  const { wearables, records } = state.upload;
  const owners = state.owners.wearables;
  const shown = wearables.filter((_, at) => owners[at] === (of ?? 'uncharted'));
  if (of !== null)
    return shown.length === 0 ? null : (
      <div className="no-print">
        <Page>{shown.map(drawWearable)}</Page>
      </div>
    );
  return (
    <>
      <Panel
        title="Whose recordings?"
        description="A device’s file names no patient of yours. It is shown with a chart only when you say so; the latest seven days are drawn, and no risk is computed from them."
        actions={<PurgeButton />}
      >
        {wearables.map((wearable, at) => (
          <div key={wearable.file} className={classes.wearable}>
            <OwnerSelect
              file={wearable.file}
              description={descriptionOf(wearable)}
              records={records}
              owner={owners[at] ?? null}
              onOwner={(owner) => upload.assign('wearables', at, owner)}
            />
            {wearable.question ? (
              <DeviceQuestionForm
                question={wearable.question}
                answers={wearable.answers}
                onAnswer={(answers) => upload.answer(at, answers)}
              />
            ) : null}
            <Reading {...wearable} />
          </div>
        ))}
      </Panel>
      {shown.map(drawWearable)}
    </>
  );
}

const drawWearable = ({ file, slice, variability }: UploadedWearable) => (
  <Fragment key={file}>
    {slice ? (
      <WearablesSection title={`Wearables: ${file}`} patientId={file} slice={slice} load={null} age={null} />
    ) : null}
    {variability ? <BeatVariability file={file} summary={variability} /> : null}
  </Fragment>
);
