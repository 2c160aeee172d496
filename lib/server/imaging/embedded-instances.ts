import 'server-only';
import { join } from 'node:path';
import { environment } from '../env.ts';
import { folderInstances } from './folder-instances.ts';
import type { InstanceSource } from './instance-source.ts';

let opened: InstanceSource | undefined;

/** The images of the embedded hospital: the DICOM files below `imaging` in its data folder. */
export function embeddedInstances(): InstanceSource {
  opened ??= folderInstances(join(environment().dataDirectory, 'imaging'));
  return opened;
}
