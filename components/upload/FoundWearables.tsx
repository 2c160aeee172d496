'use client';

import { dayText } from '#components/patient/moment-text.ts';
import { Page } from '#components/ui/Page.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import WearablesSection from '#components/wearables/WearablesSection.tsx';
import { allOf, latestWindow } from '#lib/modalities/wearables/latest-week.ts';
import type { WearablesSlice } from '#lib/modalities/wearables/slice.ts';
import { OwnerSelect } from './OwnerSelect.tsx';
import { PurgeButton } from './PurgeButton.tsx';
import { upload } from './session.ts';
import type { UploadState } from './upload-store.ts';
import type { UploadedWearable } from './uploaded-wearable.ts';

type FoundWearablesProps = {
  readonly state: Extract<UploadState, { status: 'read' }>;
  /** Record whose page this is; `null`: the list of all that was found. */
  readonly of: number | null;
};

/** The week's own axis writes no year, and a file may be of any. */
function descriptionOf(slice: WearablesSlice): string {
  const { devices } = slice;
  const named =
    devices.length > 0 ? `Devices in the file: ${devices.join(', ')}` : 'The file names no device';
  const offset = allOf(slice).at(-1)?.offsetMinutes ?? 0;
  return `${named}. Latest reading on ${dayText(latestWindow(slice).to - 1, offset)}.`;
}

/** Files of devices that came without a chart: whose each is, and the week of those that the user has assigned. */
export function FoundWearables({ state, of }: FoundWearablesProps) {
  const { wearables, records } = state.upload;
  const owners = state.owners.wearables;
  const shown = wearables.filter((_, at) => owners[at] === (of ?? 'uncharted'));
  if (of !== null)
    return shown.length === 0 ? null : (
      <div className="no-print">
        <Page>{shown.map(drawWeek)}</Page>
      </div>
    );
  return (
    <>
      <Panel
        title="Whose recordings?"
        description="A device’s file names no patient of yours. It is shown with a chart only when you say so; the latest seven days are drawn, and no risk is computed from them."
        actions={<PurgeButton />}
      >
        {wearables.map(({ file, slice }, at) => (
          <OwnerSelect
            key={file}
            file={file}
            description={descriptionOf(slice)}
            records={records}
            owner={owners[at] ?? null}
            onOwner={(owner) => upload.assign('wearables', at, owner)}
          />
        ))}
      </Panel>
      {shown.map(drawWeek)}
    </>
  );
}

const drawWeek = ({ file, slice }: UploadedWearable) => (
  <WearablesSection
    key={file}
    title={`Wearables: ${file}`}
    patientId={file}
    slice={slice}
    load={null}
    age={null}
  />
);
