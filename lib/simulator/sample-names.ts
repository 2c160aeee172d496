/** Samples to try, each one file of a simulated patient. The file's name says that it is simulated. */
export const sampleFiles = {
  chart: 'simulated-chart.json',
  'x-ray': 'simulated-x-ray.dcm',
  echo: 'simulated-echo.dcm',
  genome: 'simulated-genome.vcf.gz',
  week: 'simulated-week.csv',
} as const;

export type SampleName = keyof typeof sampleFiles;

export const isSampleName = (name: string): name is SampleName => Object.hasOwn(sampleFiles, name);
