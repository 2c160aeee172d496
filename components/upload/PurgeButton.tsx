'use client';

import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { purge } from './session.ts';

/** Forgets everything that was read. */
export function PurgeButton() {
  return (
    <Button variant="default" leftSection={<IconTrash size={16} aria-hidden />} onClick={purge}>
      Purge from memory
    </Button>
  );
}
