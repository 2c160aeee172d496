import '@mantine/core/styles.css';
import '@mantine/dropzone/styles.css';
import '@fontsource-variable/inter/wght.css';
import '#components/ui/global.css';
import '#components/ui/forced-colours.css';
import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { Account } from '#components/shell/Account.tsx';
import { Shell } from '#components/shell/Shell.tsx';
import { Theme } from '#components/ui/Theme.tsx';
import { environment } from '#lib/server/env.ts';
import { currentSession } from '#lib/server/sign-in/session.ts';
import { listWorklist } from './actions/worklist.ts';

export const metadata: Metadata = {
  title: { default: 'Consilium', template: '%s · Consilium' },
  description: 'Readmission risk with its reasons, computed in the clinician’s browser. Research prototype.',
};

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#172127' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  const session = await currentSession();
  return (
    <html lang="en" {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript nonce={nonce} defaultColorScheme="auto" />
      </head>
      <body>
        <Theme>
          <Shell
            account={session && <Account name={session.name} />}
            listPatients={session || !environment().signIn ? listWorklist : null}
          >
            {children}
          </Shell>
        </Theme>
      </body>
    </html>
  );
}
