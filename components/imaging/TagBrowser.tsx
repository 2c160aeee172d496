import { Box, Modal, TextInput } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { failureSentence } from '#lib/clinical/program-fault.ts';
import type { TagRow } from '#lib/dicom/tag-rows.ts';
import classes from './imaging.module.css';
import { PixelFacts } from './PixelFacts.tsx';
import type { Viewer } from './viewer.ts';

type TagBrowserProps = { readonly viewer: Viewer; readonly onClose: () => void };

const SHOWN = 500;

/** Every element of the file, to search in. */
export function TagBrowser({ viewer, onClose }: TagBrowserProps) {
  const [rows, setRows] = useState<readonly TagRow[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [search, setSearch] = useState('');
  useEffect(() => {
    viewer
      .tags()
      .then(setRows, (error: unknown) => setProblem(failureSentence('The tags could not be read', error)));
  }, [viewer]);
  const found = useMemo(() => (rows ?? []).filter((row) => matches(row, search)), [rows, search]);
  return (
    <Modal opened onClose={onClose} title="Tags of the file" size="xl">
      <TextInput
        data-autofocus
        label="Search by tag, keyword or value"
        value={search}
        onChange={({ currentTarget }) => setSearch(currentTarget.value)}
      />
      <PixelFacts viewer={viewer} />
      {problem ? <p role="alert">{problem}</p> : null}
      <p role="status">{rows ? countText(found.length, rows.length) : 'Reading …'}</p>
      <Box component="section" className={classes.tags ?? ''} aria-label="Tags" tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Tag</th>
              <th scope="col">Keyword</th>
              <th scope="col">VR</th>
              <th scope="col">Value</th>
            </tr>
          </thead>
          <tbody>
            {found.slice(0, SHOWN).map(({ key, depth, tag, keyword, vr, text }) => (
              <tr key={key}>
                <td className={classes.tag} style={{ paddingInlineStart: `${0.4 + depth * 0.9}rem` }}>
                  {tag}
                </td>
                <td>{keyword || 'private or unknown'}</td>
                <td>{vr}</td>
                <td className={classes.value}>{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Box>
    </Modal>
  );
}

function matches({ tag, keyword, text }: TagRow, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  const digits = wanted.replace(/[(),\s]/g, '');
  if (wanted === '') return true;
  if (/^[0-9a-f]{4,8}$/.test(digits) && tag.toLowerCase().replace(/[(),]/g, '').includes(digits)) return true;
  return keyword.toLowerCase().includes(wanted) || text.toLowerCase().includes(wanted);
}

const countText = (found: number, all: number): string =>
  found > SHOWN ? `${found} of ${all} tags, the first ${SHOWN} shown` : `${found} of ${all} tags`;
