'use client';

import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';

/** Who is signed in, and the way out. A plain form: it works before the page is interactive. */
export function Account({ name }: { name: string }) {
  const label = `Sign out ${name}`;
  return (
    <form action="/api/auth/sign-out" method="post">
      <Tooltip label={label}>
        <ActionIcon type="submit" variant="subtle" color="gray" c="var(--ink)" size="lg" aria-label={label}>
          <IconLogout size={18} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </form>
  );
}
