import { isSampleName, type SampleName, sampleFiles } from '#lib/simulator/sample-names.ts';
import type { PaletteCommand } from './palette-command.ts';

/** How the page does what commands ask for. */
export type ScreenWays = {
  readonly go: (path: string) => void;
  readonly setTheme: (scheme: 'light' | 'dark' | 'auto') => void;
  readonly purge: () => void;
  readonly trySample: (name: SampleName) => void;
};

const SCREENS = [
  { path: '/', label: 'Worklist', words: 'patients list ward' },
  { path: '/similar', label: 'Similar patients', words: 'network cohort neighbours maps' },
  { path: '/icu', label: 'ICU', words: 'intensive care wall beds alerts sepsis monitor' },
  { path: '/icu/alarms', label: 'ICU alarms', words: 'threshold budget false alarms dead letters' },
  { path: '/upload', label: 'Upload', words: 'open files drop dicom fhir vcf de-identify' },
  { path: '/models', label: 'Models', words: 'model card performance calibration' },
] as const;

const THEMES = [
  { scheme: 'light', label: 'Theme: light', words: 'bright colours' },
  { scheme: 'dark', label: 'Theme: dark', words: 'night colours' },
  { scheme: 'auto', label: 'Theme: as the system', words: 'automatic colours' },
] as const;

const SAMPLES: Readonly<Record<SampleName, string>> = {
  chart: 'Sample chart',
  'x-ray': 'Sample X-ray',
  echo: 'Sample echo',
  genome: 'Sample genome',
  week: 'Sample week of a watch',
};

/** What can be done from every screen. */
export const screenCommands = ({ go, setTheme, purge, trySample }: ScreenWays): readonly PaletteCommand[] => [
  ...SCREENS.map(
    ({ path, label, words }): PaletteCommand => ({
      id: `screen ${path}`,
      group: 'Go to',
      label,
      words,
      movesFocus: true,
      run: () => go(path),
    }),
  ),
  ...Object.keys(sampleFiles)
    .filter(isSampleName)
    .map(
      (name): PaletteCommand => ({
        id: `sample ${name}`,
        group: 'Samples',
        label: SAMPLES[name],
        words: 'try demo simulated',
        movesFocus: true,
        run: () => trySample(name),
      }),
    ),
  ...THEMES.map(
    ({ scheme, label, words }): PaletteCommand => ({
      id: `theme ${scheme}`,
      group: 'Actions',
      label,
      words,
      run: () => setTheme(scheme),
    }),
  ),
  {
    id: 'purge',
    group: 'Actions',
    label: 'Purge from memory',
    detail: 'Forget chosen files with the risks seen before',
    words: 'delete forget clear upload',
    movesFocus: true,
    run: purge,
  },
];
