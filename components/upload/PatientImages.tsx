'use client';

import { Button } from '@mantine/core';
import { IconShieldCheck, IconUser } from '@tabler/icons-react';
import { Limited } from '#components/ui/Limited.tsx';
import type { PatientGroup } from '#lib/dicom/grouping/group-instances.ts';
import { birthText, nameText, sexText } from './image-text.ts';
import { StudyImages } from './StudyImages.tsx';
import classes from './Upload.module.css';

type PatientImagesProps = {
  readonly group: PatientGroup;
  readonly sources: readonly Blob[];
  /** Pictures are shown without being asked for. */
  readonly opened?: boolean;
  readonly onDeidentify?: () => void;
  /** Opens the chart that bears the same number. */
  readonly onChart?: () => void;
};

const STUDIES_AT_ONCE = 10;

/** One patient's studies, newest first. */
export function PatientImages({ group, sources, opened = false, onDeidentify, onChart }: PatientImagesProps) {
  const name = nameText(group);
  // Two people can have one name: the list's own number tells them apart for a screen reader.
  const owner = `${name} (${group.key.replace('-', ' ')})`;
  return (
    <section className={classes.group} aria-label={`Pictures of ${owner}`}>
      <header className={classes.groupHead}>
        <div className={classes.groupName}>
          <h3>{name}</h3>
          <p>
            {group.patient.id === '' ? 'No Patient ID' : `Patient ID ${group.patient.id}`}
            {group.patient.issuer === '' ? '' : ` (${group.patient.issuer})`} · {birthText(group)} ·{' '}
            {sexText(group)}
          </p>
        </div>
        {onChart ? (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconUser size={14} aria-hidden />}
            onClick={onChart}
          >
            Open the chart
          </Button>
        ) : null}
        {onDeidentify ? (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconShieldCheck size={14} aria-hidden />}
            onClick={onDeidentify}
          >
            De-identify
          </Button>
        ) : null}
      </header>
      <Limited items={group.studies} step={STUDIES_AT_ONCE} what="studies">
        {(study) => (
          <StudyImages
            key={study.uid}
            study={study}
            sources={sources}
            opened={opened}
            recordNumber={group.patient.id}
            label={`Study ${group.studies.indexOf(study) + 1} of ${owner}`}
          />
        )}
      </Limited>
    </section>
  );
}
