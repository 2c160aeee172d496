import { useMantineColorScheme } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useEffect, useMemo, useState } from 'react';
import type { SampleName } from '#lib/simulator/sample-names.ts';
import type { PatientGroups } from '#lib/worklist/worklist-answers.ts';
import { chartCommands } from './chart-commands.ts';
import { matching, type PaletteCommand, type PaletteGroup } from './palette-command.ts';
import { patientCommands } from './patient-commands.ts';
import { screenCommands } from './screen-commands.ts';

const UPLOAD = '/upload';

/** The patients of the worklist, asked for once; why there are none; `null`: not known yet. */
function usePatients(listPatients: () => Promise<PatientGroups>): PatientGroups | null {
  const [answer, setAnswer] = useState<PatientGroups | null>(null);
  useEffect(() => {
    let wanted = true;
    const tell = (found: PatientGroups) => wanted && setAnswer(found);
    listPatients().then(tell, () => tell({ ok: false, reason: 'The server did not answer.' }));
    return () => {
      wanted = false;
    };
  }, [listPatients]);
  return answer;
}

/** Commands of the picture on the page; what tells them is fetched only where there is one. */
function usePicture(opener: Element | null): readonly PaletteCommand[] {
  const [commands, setCommands] = useState<readonly PaletteCommand[]>([]);
  useEffect(() => {
    if (!document.querySelector('[aria-roledescription="picture"]')) return;
    void import('./picture-commands.ts').then(({ pictureCommands }) =>
      setCommands(pictureCommands(document, opener)),
    );
  }, [opener]);
  return commands;
}

function useWays() {
  const router = useRouter();
  const { setColorScheme } = useMantineColorScheme();
  return useMemo(
    () => ({
      go: (path: string) => router.push(path),
      setTheme: setColorScheme,
      trySample: (name: SampleName) => {
        // A push to the same page changes the address without telling the page.
        if (window.location.pathname === UPLOAD) window.location.hash = `sample-${name}`;
        else router.push(`${UPLOAD}#sample-${name}`);
        // A patient who is open hides the page of files.
        void import('#components/upload/session.ts').then(({ upload }) => upload.choose(null));
      },
      purge: () => {
        void import('#components/upload/session.ts').then(({ purge }) => purge());
        router.push(UPLOAD);
      },
      chooseGroup: (group: string) => {
        void import('#components/worklist/session.ts').then(({ chooseGroup }) => chooseGroup(group));
        router.push('/');
      },
    }),
    [router, setColorScheme],
  );
}

function statusOf(patients: PatientGroups | null, query: string, groups: readonly PaletteGroup[]): string {
  const count = groups.reduce((sum, { commands }) => sum + commands.length, 0);
  const found =
    query.trim() === '' ? 'Type the beginning of a name.' : count === 0 ? 'Nothing fits.' : `${count} found.`;
  if (patients === null) return `${found} Patients are being listed …`;
  return patients.ok ? found : `${found} Patients cannot be listed: ${patients.reason}`;
}

/** What the palette shows for the words typed. */
export function usePalette(listPatients: () => Promise<PatientGroups>, opener: Element | null) {
  const [query, ask] = useState('');
  const patients = usePatients(listPatients);
  const picture = usePicture(opener);
  const ways = useWays();
  const own = useMemo(() => [...chartCommands(document), ...screenCommands(ways)], [ways]);
  const listed = useMemo(
    () => (patients?.ok ? patientCommands(patients.groups, ways) : []),
    [patients, ways],
  );
  const groups = useMemo(
    () => matching([...own, ...listed, ...picture], query),
    [own, listed, picture, query],
  );
  return { query, ask, groups, status: statusOf(patients, query, groups) };
}
