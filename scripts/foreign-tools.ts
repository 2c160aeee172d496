import { existsSync } from 'node:fs';
import { installPackages, isOnPath, mayInstall } from './debian-packages.ts';

/** Programs of others that judge our files: Debian package → what shows that it is there. */
const tools: Readonly<Record<string, () => boolean>> = {
  dcmtk: () => isOnPath('dcmdump'),
  dicom3tools: () => isOnPath('dciodvfy'),
  bcftools: () => isOnPath('bcftools'),
  tabix: () => isOnPath('tabix'),
  plink2: () => isOnPath('plink2'),
  orthanc: () => existsSync('/usr/sbin/Orthanc') || isOnPath('Orthanc'),
  'orthanc-dicomweb': () => existsSync('/usr/share/orthanc/plugins/libOrthancDicomWeb.so'),
};

const absentTools = (): string[] => Object.keys(tools).filter((name) => tools[name]?.() !== true);

/** Installs what is absent. Throws an `Error` that names the packages and says why they could not be installed. */
export async function ensureForeignTools(): Promise<string> {
  const absent = absentTools();
  if (absent.length === 0) return 'all there';
  if (!mayInstall()) throw new Error(`Not installed, and only root may: ${absent.join(', ')}.`);
  const { output } = await installPackages(absent);
  const still = absentTools();
  if (still.length > 0) throw new Error(`Could not be installed: ${still.join(', ')}.\n${output}`);
  return `installed ${absent.join(', ')}`;
}
