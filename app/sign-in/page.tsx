import { Alert, Button, Card, Center, Stack, Text, Title } from '@mantine/core';
import type { Metadata } from 'next';
import { ForgetLooks } from '#components/worklist/ForgetLooks.tsx';
import { safeReturnPath } from '#lib/server/sign-in/return-path.ts';

export const metadata: Metadata = { title: 'Sign in' };

const problems: Readonly<Record<string, string>> = {
  provider:
    'The sign-in service could not be reached. Try again in a minute; if it stays, tell your IT desk.',
  refused: 'The sign-in was not completed. It may have taken too long or begun in another window.',
};

type Query = Readonly<Record<string, string | string[] | undefined>>;
const textOf = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

export default async function SignInPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const isSignedOut = query['signed-out'] === '1';
  const problem = problems[textOf(query.problem) ?? ''];
  const target = new URLSearchParams({ return: safeReturnPath(textOf(query.return)) });
  if (isSignedOut) target.set('fresh', '1');
  return (
    <Center mih="70dvh" p="md">
      <Card withBorder shadow="sm" padding="xl" radius="md" w="100%" maw={420}>
        <Stack>
          <Title order={1} size="h2">
            Consilium
          </Title>
          {isSignedOut && <Alert color="blue" title="You are signed out" />}
          {isSignedOut && <ForgetLooks />}
          {problem && (
            <Alert color="red" title="Not signed in">
              {problem}
            </Alert>
          )}
          <Text>Patient data is shown only to people signed in to this hospital.</Text>
          <Button component="a" href={`/api/auth/sign-in?${target}`} size="md">
            Sign in
          </Button>
        </Stack>
      </Card>
    </Center>
  );
}
