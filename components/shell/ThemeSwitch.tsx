'use client';

import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import { useMounted } from '@mantine/hooks';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';

const SCHEMES = [
  { value: 'auto', label: 'As the system', Icon: IconDeviceDesktop },
  { value: 'light', label: 'Light', Icon: IconSun },
  { value: 'dark', label: 'Dark', Icon: IconMoon },
] as const;

/** Light, dark, or as the system says. The stored choice is known only after hydration. */
export function ThemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const current = useMounted() ? colorScheme : 'auto';
  const { label, Icon } = SCHEMES.find(({ value }) => value === current) ?? SCHEMES[0];
  return (
    // In the header's landmark, and without the placeholder that a menu must not hold (WAI-ARIA, menu role).
    <Menu position="bottom-end" width={180} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" c="var(--ink)" size="lg" aria-label={`Theme: ${label}`}>
          <Icon size={18} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={current}
          onChange={(value) =>
            setColorScheme(SCHEMES.find((scheme) => scheme.value === value)?.value ?? 'auto')
          }
        >
          {SCHEMES.map((scheme) => (
            <Menu.RadioItem
              key={scheme.value}
              value={scheme.value}
              closeMenuOnClick
              rightSection={<scheme.Icon size={16} stroke={1.7} aria-hidden />}
            >
              {scheme.label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
