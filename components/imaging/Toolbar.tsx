import { ActionIcon, Button, Menu, NativeSelect, Tooltip } from '@mantine/core';
import {
  IconAngle,
  IconArrowAutofitContent,
  IconBrightnessHalf,
  IconColorPicker,
  IconContrast2,
  IconFlipHorizontal,
  IconFlipVertical,
  IconHandMove,
  IconHeart,
  IconHeartbeat,
  IconKeyboard,
  IconListDetails,
  IconRotate2,
  IconRotateClockwise2,
  IconRuler2,
  IconStack2,
  IconWaveSine,
  IconZoomIn,
  IconZoomScan,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { sameChoice } from '#lib/dicom/grey-table.ts';
import { COMMANDS } from './commands.ts';
import { KIND_NAMES } from './measurement.ts';
import classes from './pane.module.css';
import { planesText } from './planes-text.ts';
import { type Keys, keyText } from './shortcuts.ts';
import type { QuietState } from './use-quiet-state.ts';
import type { Viewer } from './viewer.ts';

const SIZE = { size: 17, stroke: 1.7, 'aria-hidden': true } as const;

const TOOLS: readonly (readonly [id: string, name: string, icon: ReactNode])[] = [
  ['tool-window', 'Window', <IconBrightnessHalf key="i" {...SIZE} />],
  ['tool-pan', 'Move', <IconHandMove key="i" {...SIZE} />],
  ['tool-zoom', 'Zoom', <IconZoomIn key="i" {...SIZE} />],
  ['tool-magnify', 'Magnify', <IconZoomScan key="i" {...SIZE} />],
  ['tool-length', 'Length', <IconRuler2 key="i" {...SIZE} />],
  ['tool-angle', 'Angle', <IconAngle key="i" {...SIZE} />],
  ['tool-probe', 'Value', <IconColorPicker key="i" {...SIZE} />],
];
const VIEWS: readonly (readonly [id: string, name: string, icon: ReactNode])[] = [
  ['invert', 'Invert', <IconContrast2 key="i" {...SIZE} />],
  ['rotate-back', 'Left', <IconRotate2 key="i" {...SIZE} />],
  ['rotate', 'Right', <IconRotateClockwise2 key="i" {...SIZE} />],
  ['flip', 'Mirror', <IconFlipHorizontal key="i" {...SIZE} />],
  ['flip-over', 'Flip', <IconFlipVertical key="i" {...SIZE} />],
  ['reset', 'Reset', <IconArrowAutofitContent key="i" {...SIZE} />],
];

const CARDIAC_ICONS = [
  <IconHeart key="i" {...SIZE} />,
  <IconHeartbeat key="i" {...SIZE} />,
  <IconWaveSine key="i" {...SIZE} />,
];

type ToolbarProps = {
  readonly viewer: Viewer;
  readonly state: QuietState;
  readonly keys: Keys;
  readonly onTags: () => void;
  readonly onKeys: () => void;
  readonly more: ReactNode;
};

/** Everything that can be done to the picture, as buttons; each says its key. */
export function Toolbar({ viewer, state, keys, onTags, onKeys, more }: ToolbarProps) {
  const isClip = (state.header?.frames ?? 1) > 1;
  const cardiac = isClip
    ? ([
        ['tool-diastole', 'ED trace'],
        ['tool-systole', 'ES trace'],
        ['tool-m-mode', 'M-mode'],
      ] as const)
    : ([
        ['tool-heart', 'Heart width'],
        ['tool-chest', 'Chest width'],
      ] as const);
  return (
    <div className={classes.toolbar} role="toolbar" aria-label="Picture tools">
      <Buttons ids={TOOLS} viewer={viewer} state={state} keys={keys} />
      {cardiac.map(([id, label], i) => (
        <WordButton
          key={id}
          id={id}
          label={label}
          icon={CARDIAC_ICONS[i]}
          viewer={viewer}
          state={state}
          keys={keys}
        />
      ))}
      <Buttons ids={VIEWS} viewer={viewer} state={state} keys={keys} />
      {state.header && planesText(state.header) !== '' ? (
        <WordButton
          id="planes"
          label="Overlays"
          icon={<IconStack2 {...SIZE} />}
          viewer={viewer}
          state={state}
          keys={keys}
        />
      ) : null}
      {state.presets.length > 0 ? <Presets viewer={viewer} state={state} /> : null}
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconListDetails {...SIZE} />}
        onClick={onTags}
      >
        Tags
      </Button>
      {more}
      <ActionIcon variant="default" aria-label="Keyboard shortcuts" onClick={onKeys}>
        <IconKeyboard {...SIZE} />
      </ActionIcon>
    </div>
  );
}

const MEASURING = new Set(Object.keys(KIND_NAMES).map((kind) => `tool-${kind}`));

/** Nothing is measured in a picture that is in doubt. */
const isOff = (id: string, { doubt }: QuietState): boolean => doubt !== null && MEASURING.has(id);

const named = (id: string) => COMMANDS.find((command) => command.id === id);
const pressedOf = (id: string, { tool, look, withPlanes }: QuietState): boolean | undefined => {
  if (id === 'invert') return look.invert;
  if (id === 'planes') return withPlanes;
  return id.startsWith('tool-') ? id === `tool-${tool}` : undefined;
};

type ButtonsProps = Pick<ToolbarProps, 'viewer' | 'state' | 'keys'>;

function Buttons({ ids, viewer, state, keys }: ButtonsProps & { readonly ids: typeof TOOLS }) {
  return (
    <ActionIcon.Group className={classes.toolGroup ?? ''}>
      {ids.map(([id, name, icon]) => {
        const command = named(id);
        if (!command) return null;
        const isPressed = pressedOf(id, state);
        return (
          <Tooltip key={id} label={`${command.label} (${keyText(keys[id] ?? '')})`} openDelay={400}>
            <ActionIcon
              variant={isPressed ? 'filled' : 'default'}
              className={classes.named ?? ''}
              aria-label={command.label}
              aria-pressed={isPressed}
              disabled={isOff(id, state)}
              onClick={() => command.run(viewer)}
            >
              {icon}
              <span className={classes.toolName}>{name}</span>
            </ActionIcon>
          </Tooltip>
        );
      })}
    </ActionIcon.Group>
  );
}

type WordProps = ButtonsProps & { readonly id: string; readonly label: string; readonly icon: ReactNode };

function WordButton({ id, label, icon, viewer, state, keys }: WordProps) {
  const command = named(id);
  if (!command) return null;
  const isPressed = pressedOf(id, state) ?? false;
  return (
    <Tooltip label={`${command.label} (${keyText(keys[id] ?? '')})`} openDelay={400}>
      <Button
        size="compact-sm"
        variant={isPressed ? 'filled' : 'default'}
        leftSection={icon}
        aria-pressed={isPressed}
        disabled={isOff(id, state)}
        onClick={() => command.run(viewer)}
      >
        {label}
      </Button>
    </Tooltip>
  );
}

function Presets({ viewer, state }: Pick<ToolbarProps, 'viewer' | 'state'>) {
  const { presets, look } = state;
  const current = presets.findIndex((preset) => sameChoice(preset.look.choice, look.choice));
  return (
    <NativeSelect
      size="xs"
      aria-label="Window"
      value={String(current)}
      data={[
        ...(current < 0 ? [{ value: '-1', label: 'By hand' }] : []),
        ...presets.map(({ name }, i) => ({ value: String(i), label: name })),
      ]}
      onChange={({ currentTarget }) => {
        const chosen = presets[Number(currentTarget.value)];
        if (chosen) viewer.setLook({ ...chosen.look, invert: look.invert });
      }}
    />
  );
}

type ExportMenuProps = { readonly clip: boolean; readonly onFrame: () => void; readonly onClip: () => void };

export function ExportMenu({ clip, onFrame, onClip }: ExportMenuProps) {
  return (
    <Menu>
      <Menu.Target>
        <Button size="compact-sm" variant="default">
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onFrame}>This frame as PNG …</Menu.Item>
        {clip ? <Menu.Item onClick={onClip}>The clip as video …</Menu.Item> : null}
      </Menu.Dropdown>
    </Menu>
  );
}
