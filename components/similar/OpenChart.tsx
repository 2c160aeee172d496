import { Button } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { askPerson } from './ask-person.ts';
import classes from './neighbours.module.css';

const REFUSED = 'This neighbour’s chart is not open to you.';
const UNANSWERED = 'The server did not answer who this neighbour is.';

/**
 * The way from a neighbour to the chart. Who it is is asked for at the press and not before: until then the page knows nobody, and the
 * server tells only those who may open the patient.
 */
export function OpenChart({ member }: { readonly member: string }) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState<string | null>(null);
  const open = async () => {
    setAsking(true);
    const patientId = await askPerson(member).catch(() => undefined);
    setAsking(false);
    if (patientId) router.push(`/patients/${encodeURIComponent(patientId)}`);
    else setReason(patientId === null ? REFUSED : UNANSWERED);
  };
  if (reason !== null)
    return (
      <span className={classes.refused} role="status">
        {reason}
      </span>
    );
  return (
    <Button size="compact-sm" variant="default" loading={asking} onClick={() => void open()}>
      Open the chart
    </Button>
  );
}
