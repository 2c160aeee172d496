import type { ComponentType, ReactNode } from 'react';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { ModalityId, Slices } from '#lib/modalities/index.ts';
import type { PanelPorts, PanelProps } from './panel-props.ts';

/** What the page knows when it places its panels. */
export type PanelContext = {
  readonly record: PatientRecord<Slices>;
  readonly ports: PanelPorts;
};

/** What a card below a panel is given. */
export type CardProps = PanelContext & Pick<PanelProps<unknown>, 'at' | 'atName'>;

/** How one panel of a modality is declared. */
export type PanelDeclaration<Slice> = {
  /** Id of the panel's element: links lead to it. */
  readonly anchor: string;
  /** Names the panel's tab. */
  readonly title: string;
  /** A `dynamic` component, so that its code comes with the panel. */
  readonly Panel: ComponentType<PanelProps<Slice>>;
  /** A card below it that needs the whole record, and comes with its own code too. */
  readonly Below?: ComponentType<CardProps>;
  /** Whether there is anything to draw; unless told otherwise, when the record holds the modality or can be completed with it. */
  readonly isShown?: (slice: Slice | undefined) => boolean;
  /** Id of the element where a measure can be seen; `null`: not in this panel. Unless told otherwise, the panel's. */
  readonly anchorOf?: (measure: string, slice: Slice | undefined) => string | null;
  /** Whether an id that links lead to lies in this panel. Unless told otherwise, its own alone. */
  readonly holds?: (id: string) => boolean;
};

/** A declared panel without the type of its slice. */
export type PanelEntry = {
  readonly modality: ModalityId;
  readonly anchor: string;
  readonly title: string;
  readonly holds: (id: string) => boolean;
  readonly isShown: (context: PanelContext) => boolean;
  readonly anchorOf: (measure: string, record: PatientRecord<Slices>) => string | null;
  readonly draw: (context: PanelContext, time: Pick<PanelProps<unknown>, 'at' | 'atName'>) => ReactNode;
};

/** Whether a modality is on the chart, was not read yet, and can be fetched. */
const isDeferred = ({ record, ports }: PanelContext, modality: ModalityId): boolean =>
  ports.loadSlice !== null && record.deferred?.includes(modality) === true;

/** A panel of one modality, as the page draws it. */
export function panelOf<Id extends ModalityId>(
  modality: Id,
  declaration: PanelDeclaration<Slices[Id]>,
): PanelEntry {
  const { anchor, title, Panel, Below } = declaration;
  const { isShown, anchorOf = () => anchor, holds = (id) => id === anchor } = declaration;
  return {
    modality,
    anchor,
    title,
    holds: (id) => id === anchor || holds(id),
    isShown: (context) => {
      const slice = context.record.slices[modality];
      return isShown ? isShown(slice) : slice !== undefined || isDeferred(context, modality);
    },
    anchorOf: (measure, { slices }) => anchorOf(measure, slices[modality]),
    draw: ({ record, ports }, time) => (
      <>
        <Panel
          patient={record.patient}
          admission={record.admission}
          slice={record.slices[modality]}
          deferred={isDeferred({ record, ports }, modality)}
          issues={record.issuesOf?.[modality] ?? []}
          ports={ports}
          {...time}
        />
        {Below ? <Below record={record} ports={ports} {...time} /> : null}
      </>
    ),
  };
}
