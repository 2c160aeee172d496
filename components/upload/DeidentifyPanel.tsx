'use client';

import { Button, Checkbox, Radio } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { Panel } from '#components/ui/Panel.tsx';
import { ProgressBar } from '#components/ui/ProgressBar.tsx';
import visually from '#components/ui/visually.module.css';
import type { DeidentifyChoices, DeidentifyTask } from '#lib/dicom/deidentify/deidentify-files.ts';
import arrival from './Arrival.module.css';
import { DeidentifyOutcome } from './DeidentifyOutcome.tsx';
import { counted } from './image-text.ts';
import { deidentification } from './session.ts';
import classes from './Upload.module.css';
import { useArrival, useOpened } from './use-arrival.ts';

type DeidentifyPanelProps = {
  readonly files: DeidentifyTask['files'];
  /** Whose files, e.g. `all patients`. */
  readonly whose: string;
  readonly onClose: () => void;
};

const FIRST: DeidentifyChoices = { dates: 'remove', uids: 'hash', unsurePixels: 'refuse' };

/** Copies without identity: what to keep, the work, and the proof of every attribute touched. */
export function DeidentifyPanel({ files, whose, onClose }: DeidentifyPanelProps) {
  const [choices, setChoices] = useState(FIRST);
  const state = useStore(deidentification.store);
  const working = state.status === 'working';
  const opened = useOpened<HTMLDivElement>();
  const outcome = useArrival<HTMLDivElement>(state.status, !working);
  const close = () => {
    deidentification.clear();
    onClose();
  };
  return (
    <div ref={opened} tabIndex={-1} className={arrival.arrival}>
      <Panel
        title={`De-identify ${whose}`}
        description="Copies by the Basic Profile of DICOM PS3.15 annex E, made in this browser. Names, numbers, dates, descriptions, private attributes and overlays go; of ultrasound pictures only the regions stay."
        actions={
          <Button variant="default" size="xs" onClick={close}>
            Close
          </Button>
        }
      >
        <fieldset disabled={working} className={classes.choices}>
          <legend className={visually.hidden}>What to keep</legend>
          <Choices choices={choices} onChange={setChoices} />
          <Button
            leftSection={<IconShieldCheck size={16} aria-hidden />}
            disabled={working}
            onClick={() => deidentification.start({ files, choices })}
          >
            {`De-identify ${counted(files.length, 'file')}`}
          </Button>
        </fieldset>
        <div ref={outcome} tabIndex={-1} className={arrival.arrival}>
          {working ? (
            <ProgressBar
              label="De-identifying"
              value={state.done}
              max={state.files}
              text={`${state.done} of ${state.files} files done`}
              onCancel={deidentification.clear}
            />
          ) : null}
          {state.status === 'failed' ? <p role="alert">{state.reason}</p> : null}
          {state.status === 'done' ? <DeidentifyOutcome result={state.result} files={state.files} /> : null}
        </div>
      </Panel>
    </div>
  );
}

type ChoicesProps = {
  readonly choices: DeidentifyChoices;
  readonly onChange: (choices: DeidentifyChoices) => void;
};

function Choices({ choices, onChange }: ChoicesProps) {
  return (
    <>
      <Radio.Group
        label="Dates and times"
        value={choices.dates}
        onChange={(dates) => onChange({ ...choices, dates: dates === 'shift' ? 'shift' : 'remove' })}
      >
        <div className={classes.radios}>
          <Radio value="remove" label="Remove" />
          <Radio value="shift" label="Move all of a patient back by the same secret number of days" />
        </div>
      </Radio.Group>
      <Radio.Group
        label="Identifiers of studies, series and pictures"
        value={choices.uids}
        onChange={(uids) => onChange({ ...choices, uids: uids === 'keep' ? 'keep' : 'hash' })}
      >
        <div className={classes.radios}>
          <Radio value="hash" label="Replace, the same for the same" />
          <Radio value="keep" label="Keep: whoever has the originals can find them" />
        </div>
      </Radio.Group>
      <Checkbox
        label="Take pictures along whose pixels may hold text: I have looked at each of them"
        checked={choices.unsurePixels === 'keep'}
        onChange={({ currentTarget }) =>
          onChange({ ...choices, unsurePixels: currentTarget.checked ? 'keep' : 'refuse' })
        }
      />
    </>
  );
}
