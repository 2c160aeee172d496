import 'server-only';
import { join } from 'node:path';
import { environment } from '../env.ts';
import { folderInstances } from './folder-instances.ts';
import type { InstanceSource } from './instance-source.ts';
import { joinInstances } from './join-instances.ts';
import { simulatedInstances } from './simulated-instances.ts';

let opened: InstanceSource | undefined;

/** The images of the embedded hospital: DICOM files below `imaging` in its data folder, and those of the demo patients. */
export function embeddedInstances(): InstanceSource {
  const { dataDirectory } = environment();
  opened ??= joinInstances([
    folderInstances(join(dataDirectory, 'imaging')),
    simulatedInstances(dataDirectory),
  ]);
  return opened;
}
