'use client';

import { ActionIcon, Kbd, Modal } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { PatientGroups } from '#lib/worklist/worklist-answers.ts';
import classes from './palette.module.css';
import type { PaletteCommand, PaletteGroup } from './palette-command.ts';
import { usePalette } from './use-palette.ts';

const DIALOG = { content: classes.dialog ?? '' };

type PaletteProps = {
  readonly listPatients: () => Promise<PatientGroups>;
  /** What had the focus before. */
  readonly opener: Element | null;
  /** `then`: what was chosen; none when the reader turned away. */
  readonly onClose: (then?: PaletteCommand) => void;
};

/** A dialog that goes anywhere and does anything by the beginnings of words. Lists patients while it is open and keeps none. */
export default function Palette({ listPatients, opener, onClose }: PaletteProps) {
  const { query, groups, status, ask } = usePalette(listPatients, opener);
  const found = groups.flatMap(({ commands }) => commands);
  const [at, setAt] = useState(0);
  const list = useId();
  const current = found[Math.min(at, found.length - 1)];
  const step = (event: KeyboardEvent) => {
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8 }[event.key];
    if (next !== undefined && found.length > 0) setAt(wrapped(next, at, found.length));
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing && current) onClose(current);
    else return;
    event.preventDefault();
  };
  return (
    <Modal.Root
      opened
      onClose={() => onClose()}
      size={620}
      yOffset="10dvh"
      returnFocus={false}
      classNames={DIALOG}
      transitionProps={{ duration: 0 }}
      // What is shown full-screen hides everything outside of it.
      portalProps={
        document.fullscreenElement instanceof HTMLElement ? { target: document.fullscreenElement } : {}
      }
    >
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content aria-label="Go to a place or do something">
        <div className={classes.field}>
          <IconSearch size={18} stroke={1.8} aria-hidden />
          <input
            data-autofocus
            className={classes.input}
            type="text"
            role="combobox"
            aria-label="Go to a screen, a patient or a part of the chart, or do something"
            aria-expanded={found.length > 0}
            aria-controls={list}
            aria-activedescendant={current && optionId(list, current)}
            aria-autocomplete="list"
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            placeholder="Patient, screen, part of the chart, action …"
            value={query}
            onChange={({ currentTarget }) => {
              ask(currentTarget.value);
              setAt(0);
            }}
            onKeyDown={step}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            c="var(--ink)"
            aria-label="Close"
            onClick={() => onClose()}
          >
            <IconX size={18} stroke={1.8} aria-hidden />
          </ActionIcon>
        </div>
        <div id={list} role="listbox" aria-label="What can be done" className={classes.list}>
          {groups.map((group) => (
            <Group key={group.group} {...{ group, list, current }} onChoose={onClose} />
          ))}
        </div>
        <p role="status" className={classes.status}>
          {status}
        </p>
      </Modal.Content>
    </Modal.Root>
  );
}

/** One step beyond an end comes round to the other; a page stops at it. */
const wrapped = (next: number, from: number, count: number): number =>
  Math.abs(next - from) === 1 ? (next + count) % count : Math.max(0, Math.min(count - 1, next));

const optionId = (list: string, { id }: PaletteCommand): string => `${list}-${id.replaceAll(' ', '-')}`;

type GroupProps = {
  readonly group: PaletteGroup;
  readonly list: string;
  readonly current: PaletteCommand | undefined;
  readonly onChoose: (command: PaletteCommand) => void;
};

function Group({ group: { group, commands, left }, list, current, onChoose }: GroupProps) {
  const heading = `${list}-${group.replaceAll(' ', '-')}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no group of options (WAI-ARIA, listbox)
    <div role="group" aria-labelledby={heading}>
      <div id={heading} role="presentation" className={classes.heading}>
        {group}
      </div>
      {commands.map((command) => (
        <Option
          key={command.id}
          command={command}
          id={optionId(list, command)}
          selected={command === current}
          onChoose={onChoose}
        />
      ))}
      {left > 0 ? (
        <div role="presentation" className={classes.left}>
          {left.toLocaleString('en-GB')} more; type on to find them
        </div>
      ) : null}
    </div>
  );
}

type OptionProps = {
  readonly command: PaletteCommand;
  readonly id: string;
  readonly selected: boolean;
  readonly onChoose: (command: PaletteCommand) => void;
};

function Option({ command, id, selected, onChoose }: OptionProps) {
  const own = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selected) own.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the focus and the keys stay with the field
    <div
      ref={own}
      id={id}
      role="option"
      aria-selected={selected}
      className={classes.option}
      onClick={() => onChoose(command)}
    >
      <span className={classes.label}>{command.label}</span>
      {command.detail ? <span className={classes.detail}>{command.detail}</span> : null}
      {command.key ? <Kbd size="xs">{command.key}</Kbd> : null}
    </div>
  );
}
