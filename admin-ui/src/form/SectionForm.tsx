import Box from '@mui/material/Box';
import Form, { type IChangeEvent } from '@rjsf/core/lib/components/Form.js';
import { useTranslate } from 'ra-core';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FormSection } from '../../../contracts/policy.ts';
import { isUnder, pointerStep } from '../../../domain/differences.ts';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { SectionFormContext, type SectionFormState } from './context.ts';
import { faultWords } from './faultWords.ts';
import { focusField } from './focus.ts';
import { sameJson } from './merge.ts';
import { isObject, localised, members, type Schema, withOrder } from './schema.ts';
import { templates } from './templates.tsx';
import { rjsfValidator, sectionFaults } from './validator.ts';
import { widgetFor, widgets } from './widgets.tsx';

export type Mark = { pointer: string; note: string };

type Props = {
  section: FormSection;
  data: Record<string, unknown>;
  onChange: (data: Record<string, unknown>) => void;
  /** Distinguishes the section's element ids from others on the page. */
  idPrefix: string;
  /** `marked`: only what the marks name may change. */
  lock?: 'none' | 'all' | 'marked';
  marks?: readonly Mark[];
  /** Show every fault, not only those of fields that were left. */
  showAll?: boolean;
  /** Field to bring into view and focus. */
  focus?: string | null;
};

const NO_MARKS: readonly Mark[] = [];

/** Widgets for the kinds of fields whose UI schema names none. */
function withWidgets(schema: Schema, uiSchema: Schema): Schema {
  const result: Schema = { ...uiSchema };
  const widget = widgetFor(schema);
  if (widget !== undefined && uiSchema['ui:widget'] === undefined) result['ui:widget'] = widget;
  const below = isObject(schema.properties) ? schema.properties : {};
  for (const [name, own] of Object.entries(below)) {
    const ui = result[name];
    if (isObject(own)) result[name] = withWidgets(own, isObject(ui) ? ui : {});
  }
  if (isObject(schema.items)) result.items = withWidgets(schema.items, isObject(result.items) ? result.items : {});
  return result;
}

/** In a correction only what was marked is shown, with the groups around it: the rest cannot change anyway. */
function onlyMarked(schema: Schema, uiSchema: Schema, pointer: string, marks: readonly Mark[]): Schema {
  const result: Schema = { ...uiSchema };
  for (const { name, schema: below, uiSchema: ui } of members(schema, uiSchema)) {
    const here = pointer + pointerStep(name);
    if (marks.some((mark) => isUnder(here, mark.pointer))) continue;
    const inside = marks.some((mark) => isUnder(mark.pointer, here));
    result[name] = inside ? onlyMarked(below, ui, here, marks) : { ...ui, 'ui:widget': 'hidden' };
  }
  return result;
}

/** Without children the library draws a button of its own. */
const NO_BUTTON = <span hidden />;

/** Defaults are for people to give: nothing is filled in that nobody typed. */
const NO_DEFAULTS = {
  emptyObjectFields: 'skipDefaults',
  arrayMinItems: { populate: 'never' },
  constAsDefaults: 'never',
  requiredBooleanDefault: 'skip',
} as const;

/** One section of an application's form. Values are the caller's; nothing is saved here. */
export function SectionForm({
  section,
  data,
  onChange,
  idPrefix,
  lock = 'none',
  marks = NO_MARKS,
  showAll = false,
  focus,
}: Props) {
  const language = useLanguage();
  const bilingual = useBilingual();
  const translate = useTranslate();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [unreadable, setUnreadable] = useState<ReadonlySet<string>>(new Set());
  const latest = useRef({ data, onChange });
  latest.current = { data, onChange };

  const schema = useMemo(() => localised(section.schema, language) as Schema, [section.schema, language]);
  const uiSchema = useMemo(() => {
    const whole = withWidgets(section.schema, withOrder(section.schema, section.uiSchema));
    const ordered = lock === 'marked' ? onlyMarked(section.schema, whole, '', marks) : whole;
    return {
      ...ordered,
      'ui:globalOptions': { orderable: false, copyable: false },
      'ui:submitButtonOptions': { norender: true },
    };
  }, [section.schema, section.uiSchema, lock, marks]);

  const faults = useMemo(() => {
    const shown = new Map<string, string[]>();
    const add = (pointer: string, words: string) => {
      const known = shown.get(pointer) ?? [];
      if (!known.includes(words)) shown.set(pointer, [...known, words]);
    };
    for (const pointer of unreadable) add(pointer, translate('application.fault.unreadable'));
    for (const fault of sectionFaults(section.schema, data)) {
      if (unreadable.has(fault.pointer)) continue;
      if (showAll || left.has(fault.pointer))
        add(fault.pointer, faultWords(section.schema, data, fault, translate, bilingual));
    }
    return shown;
  }, [section.schema, data, left, unreadable, showAll, translate, bilingual]);

  const state = useMemo<SectionFormState>(() => {
    const notes = new Map<string, string[]>();
    for (const { pointer, note } of marks) notes.set(pointer, [...(notes.get(pointer) ?? []), note]);
    return {
      idPrefix,
      faults,
      notes,
      free: lock === 'none' ? null : lock === 'all' ? [] : marks.map(({ pointer }) => pointer),
      onLeft: (pointer) => setLeft((known) => (known.has(pointer) ? known : new Set([...known, pointer]))),
      onUnreadable: (pointer, is) =>
        setUnreadable((known) => {
          if (known.has(pointer) === is) return known;
          const next = new Set(known);
          if (is) next.add(pointer);
          else next.delete(pointer);
          return next;
        }),
    };
  }, [idPrefix, faults, marks, lock]);

  useEffect(() => {
    if (focus === null || focus === undefined) return;
    const frame = requestAnimationFrame(() => focusField(idPrefix, focus));
    return () => cancelAnimationFrame(frame);
  }, [focus, idPrefix]);

  const change = useCallback((event: IChangeEvent) => {
    const next = (event.formData ?? {}) as Record<string, unknown>;
    if (!sameJson(next, latest.current.data)) latest.current.onChange(next);
  }, []);

  const rootNotes = state.notes.get('') ?? [];
  return (
    <SectionFormContext.Provider value={state}>
      {rootNotes.length > 0 && (
        <Box role="note" sx={{ mb: 2, p: 1, borderLeft: 4, borderColor: 'warning.main', bgcolor: 'action.hover' }}>
          <strong>{translate('application.form.officerNote')}</strong> {rootNotes.join(' ')}
        </Box>
      )}
      <Form
        schema={schema}
        uiSchema={uiSchema}
        formData={data}
        validator={rjsfValidator}
        widgets={widgets}
        templates={templates}
        idPrefix={idPrefix}
        idSeparator="/"
        tagName="div"
        noValidate
        noHtml5Validate
        showErrorList={false}
        experimental_defaultFormStateBehavior={NO_DEFAULTS}
        onChange={change}
      >
        {/* Saved as it is typed: there is no button. */}
        {NO_BUTTON}
      </Form>
    </SectionFormContext.Provider>
  );
}
