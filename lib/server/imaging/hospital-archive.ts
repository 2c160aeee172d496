import 'server-only';
import { environment } from '../env.ts';

/** Whether there is an archive that may be asked for the pictures of the hospital's charts. */
export function hospitalArchive(): 'hospital' | 'none' {
  const { dicomweb, embeddedImages } = environment();
  return dicomweb !== null || embeddedImages ? 'hospital' : 'none';
}
