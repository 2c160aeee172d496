'use client';

import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { saveBlob } from '#components/ui/save-blob.ts';

type SaveButtonProps = { readonly blob: Blob; readonly name: string; readonly children: string };

/** Saves what the browser already holds. */
export function SaveButton({ blob, name, children }: SaveButtonProps) {
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconDownload size={14} aria-hidden />}
      onClick={() => saveBlob(blob, name)}
    >
      {children}
    </Button>
  );
}
