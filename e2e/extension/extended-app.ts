import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeModelFiles } from './model-files.ts';

/** What the app is built from; the rest of the repository is documents, tests and training. */
const PARTS = ['app', 'components', 'lib', 'cli', 'public', 'scripts'];
const FILES = /^(package\.json|tsconfig(\.check)?\.json|next\.config\.js|postcss\.config\.cjs|.*\.ts)$/;

/** A line that the guide says to add, after one that is there. */
type Line = { readonly file: string; readonly after: RegExp; readonly line: string };

/** The lines of docs/architecture.md, "Add a modality" and "Add a model". */
const lines: readonly Line[] = [
  {
    file: 'lib/modalities/index.ts',
    after: /^import .*genomics\/features.*$/m,
    line: "import { gripDescription } from './grip/features.ts';",
  },
  {
    file: 'lib/modalities/index.ts',
    after: /^ {2}genomics: genomicsDescription,$/m,
    line: '  grip: gripDescription,',
  },
  {
    file: 'lib/modalities/record.ts',
    after: /^import .*genomics\/modality.*$/m,
    line: "import { grip } from './grip/modality.ts';",
  },
  { file: 'lib/modalities/record.ts', after: /^ {2}genomics,$/m, line: '  grip,' },
  {
    file: 'lib/models/index.ts',
    after: /^import .*readmission\/model.*$/m,
    line: "import { gripAndFilm } from './grip-and-film/model.ts';",
  },
  {
    file: 'lib/models/index.ts',
    after: /^export const models.*\[readmission\b/m,
    line: ', gripAndFilm',
  },
];

async function addLine(root: string, { file, after, line }: Line): Promise<void> {
  const path = join(root, file);
  const text = await readFile(path, 'utf8');
  const found = after.exec(text);
  if (!found) throw new Error(`${file} has no line like ${after}: docs/architecture.md is not true any more`);
  const end = found.index + found[0].length;
  const glue = line.startsWith(',') ? '' : '\n';
  await writeFile(path, `${text.slice(0, end)}${glue}${line}${text.slice(end)}`);
}

/** Inside the repository, where its packages are found from; without a lock file, which would make it a root of its own. */
export const EXTENDED_APP = '.extended-app';

/** A copy of the app with one modality and one model more: two folders of code, one of files, and six lines. */
export async function extendedApp(): Promise<string> {
  const root = EXTENDED_APP;
  await rm(root, { recursive: true, force: true });
  await mkdir(root);
  await symlink('../node_modules', join(root, 'node_modules'));
  for (const part of PARTS) await cp(part, join(root, part), { recursive: true });
  for (const name of await readdir('.')) if (FILES.test(name)) await cp(name, join(root, name));
  await cp('e2e/extension/modality', join(root, 'lib/modalities/grip'), { recursive: true });
  await cp('e2e/extension/model', join(root, 'lib/models/grip-and-film'), { recursive: true });
  await writeModelFiles(join(root, 'public/models/grip-and-film/1'));
  for (const line of lines) await addLine(root, line);
  return root;
}
