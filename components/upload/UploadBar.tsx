'use client';

import { Button } from '@mantine/core';
import { IconArrowLeft, IconFileUpload, IconTrash } from '@tabler/icons-react';
import { purge, upload } from './session.ts';
import classes from './Upload.module.css';

/** Stays above the patient page: where the record comes from and how to be rid of it. */
export function UploadBar({ several, sample }: { several: boolean; sample: boolean }) {
  return (
    <aside className={classes.bar} aria-label="Uploaded record">
      <p className={classes.origin}>
        <IconFileUpload size={16} stroke={1.7} aria-hidden />
        {sample ? 'Sample of a simulated patient' : 'Uploaded record'}, held in this tab’s memory only
      </p>
      {several ? (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconArrowLeft size={14} aria-hidden />}
          onClick={() => upload.choose(null)}
        >
          All patients
        </Button>
      ) : null}
      <Button size="xs" variant="default" leftSection={<IconTrash size={14} aria-hidden />} onClick={purge}>
        Purge from memory
      </Button>
    </aside>
  );
}
