import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { saveBlob } from '#components/ui/save-blob.ts';
import classes from './imaging.module.css';
import type { Viewer } from './viewer.ts';

/** Saves a film as it is, and so with whatever it tells of the patient. */
export function SaveVideo({ viewer }: { readonly viewer: Viewer }) {
  const [problem, setProblem] = useState<string | null>(null);
  const save = async () => {
    const video = await viewer.video();
    if (!video.ok) return setProblem(video.refusal.message);
    const { bytes, type, extension } = video.value;
    setProblem(null);
    saveBlob(new Blob([bytes], { type }), `video.${extension}`);
  };
  return (
    <div className={classes.summary}>
      <strong>The saved video may name the patient</strong>
      <p>
        It is the video of the file as it is: what is written in its pictures and in its own header stays.
      </p>
      <Button
        mt="xs"
        size="xs"
        variant="default"
        leftSection={<IconDownload size={14} aria-hidden />}
        onClick={() => void save()}
      >
        Save the video
      </Button>
      {problem ? <p role="alert">{problem}</p> : null}
    </div>
  );
}
