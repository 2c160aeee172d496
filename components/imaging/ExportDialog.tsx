import { Alert, Button, Checkbox, Group, Modal, Progress } from '@mantine/core';
import { useState } from 'react';
import { failureSentence } from '#lib/clinical/program-fault.ts';
import { download, exportClip, exportFrame, mayHoldText } from './export-picture.ts';
import type { PictureSession } from './picture-session.ts';
import type { Viewer } from './viewer.ts';

type ExportDialogProps = {
  readonly viewer: Viewer;
  readonly session: PictureSession;
  readonly what: 'frame' | 'clip';
  readonly onClose: () => void;
};

/** Asks what to leave in the file, makes it, and says what went wrong. */
export function ExportDialog({ viewer, session, what, onClose }: ExportDialogProps) {
  const [withText, setWithText] = useState(false);
  const [withOverlays, setWithOverlays] = useState(false);
  const [seen, setSeen] = useState(false);
  const [done, setDone] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [stop] = useState(() => new AbortController());
  const doubtful = mayHoldText(session.header);

  async function make(): Promise<void> {
    const { look, frame, withPlanes } = viewer.store.getState();
    const options = { look, withText, withPlanes, withOverlays, onProgress: setDone, signal: stop.signal };
    setDone(0);
    try {
      download(
        what === 'frame' ? await exportFrame(session, frame, options) : await exportClip(session, options),
      );
      onClose();
    } catch (error) {
      setDone(null);
      setProblem(failureSentence('The picture could not be exported', error));
    }
  }

  function close(): void {
    stop.abort();
    onClose();
  }

  return (
    <Modal opened onClose={close} title={what === 'frame' ? 'Export this frame' : 'Export the clip'}>
      <p>Name, number and dates are left out of the file: only the picture itself is written.</p>
      {doubtful ? (
        <Alert variant="default" title="Text may be part of this picture">
          The file does not say that its pixels are free of text, nor where the scan lies, so nothing can be
          blackened. Look at the picture first.
          <Checkbox
            mt="sm"
            label="I looked: nothing in it names the patient"
            checked={seen}
            onChange={({ currentTarget }) => setSeen(currentTarget.checked)}
          />
        </Alert>
      ) : (
        <Checkbox
          label="Keep the text of the machine that lies outside the scan"
          checked={withText}
          disabled={session.header.cleanPixels}
          onChange={({ currentTarget }) => setWithText(currentTarget.checked)}
        />
      )}
      {session.header.overlays.planes.length > 0 ? (
        <Checkbox
          mt="sm"
          label="Draw the overlay planes too: they may hold names"
          checked={withOverlays}
          onChange={({ currentTarget }) => setWithOverlays(currentTarget.checked)}
        />
      ) : null}
      {done !== null ? (
        <Progress mt="md" aria-label="Frames written" value={(100 * done) / session.header.frames} />
      ) : null}
      {problem ? <p role="alert">{problem}</p> : null}
      <Group mt="md" justify="flex-end">
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button onClick={() => void make()} disabled={done !== null || (doubtful && !seen)}>
          Export
        </Button>
      </Group>
    </Modal>
  );
}
