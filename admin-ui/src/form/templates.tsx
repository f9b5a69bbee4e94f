/** Frames of section forms: labels above inputs, groups as fieldsets, notes and faults beside the field they concern. */
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { FieldTemplateProps, ObjectFieldTemplateProps, TemplatesType } from '@rjsf/utils';
import { useTranslate } from 'ra-core';
import { useBilingual } from '../i18n/bilingual.ts';
import { useField } from './context.ts';
import { Description, NotesAndFaults, Group } from './Group.tsx';
import { ArrayFieldItemTemplate, ArrayFieldTemplate } from './lists.tsx';
import { moneyWords } from './money-words.ts';
import { derivedValues, isObject, type Schema } from './schema.ts';
import { TextInput } from './widgets.tsx';

/** Fields that need the whole width: long texts, lists, groups, statements. */
function isWide(schema: Schema): boolean {
  if (schema.type === 'object' || schema.type === 'array') return true;
  if (schema.type === 'boolean') return true;
  return (
    schema.type === 'string' &&
    !Array.isArray(schema.enum) &&
    Number(schema.maxLength ?? 0) > 90 &&
    !schema['x-identifier']
  );
}

function FieldTemplate({ id, children, schema, uiSchema, label, required, hidden, displayLabel }: FieldTemplateProps) {
  const field = useField(id);
  if (hidden) return null;
  if (schema.type === 'object') return children;
  const isChoice = uiSchema?.['ui:widget'] === 'checkboxes';
  if (schema.type === 'array' && !isChoice) return children;
  const widget = uiSchema?.['ui:widget'];
  const grouped = isChoice || widget === 'radio';
  const caption = (
    <>
      {label}
      {required && (
        <Box component="span" aria-hidden sx={{ color: 'error.main' }}>
          {' *'}
        </Box>
      )}
    </>
  );
  const showsOwnLabel = widget === 'checkbox';
  const isItem = schema.type !== 'boolean' && displayLabel === false;
  return (
    <Box data-pointer={field.pointer} sx={{ minWidth: 0 }}>
      {!showsOwnLabel && !isItem && (
        <Typography
          variant="body2"
          component={grouped ? 'div' : 'label'}
          {...(grouped ? {} : { htmlFor: id })}
          sx={{ display: 'block', fontWeight: 600, mb: 0.5 }}
        >
          {caption}
        </Typography>
      )}
      {!showsOwnLabel && <Description id={field.descriptionId} text={schema.description} />}
      {children}
      <NotesAndFaults field={field} />
    </Box>
  );
}

/** Values computed from what stands above them. */
function DerivedValues({ schema, data }: { schema: Schema; data: unknown }) {
  const bilingual = useBilingual();
  const translate = useTranslate();
  const values = derivedValues(schema, data, (fen) => moneyWords(fen, translate));
  if (values.length === 0) return null;
  return (
    <Box sx={{ gridColumn: '1 / -1', bgcolor: 'action.hover', borderRadius: 1, px: 1.5, py: 1 }}>
      <Typography variant="caption" component="p" color="text.secondary">
        {translate('application.form.derived')}
      </Typography>
      <Stack component="dl" direction="row" useFlexGap sx={{ m: 0, columnGap: 3, rowGap: 0.5, flexWrap: 'wrap' }}>
        {values.map(({ key, title, text }) => (
          <Box key={key} sx={{ display: 'flex', gap: 1 }}>
            <Typography component="dt" variant="body2">
              {bilingual(title)}
            </Typography>
            <Typography component="dd" variant="body2" sx={{ m: 0, fontWeight: 600 }}>
              {text}
            </Typography>
          </Box>
        ))}
      </Stack>
    </Box>
  );
}

function ObjectFieldTemplate(props: ObjectFieldTemplateProps) {
  const { fieldPathId, properties, schema, formData, title, description, required } = props;
  const isRoot = fieldPathId.path.length === 0;
  const below = isObject(schema.properties) ? schema.properties : {};
  const grid = (
    <Box
      sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' } }}
    >
      {properties.map(({ name, content, hidden }) => {
        if (hidden) return null;
        const own = below[name];
        return (
          <Box key={name} sx={isObject(own) && !isWide(own) ? { minWidth: 0 } : { minWidth: 0, gridColumn: '1 / -1' }}>
            {content}
          </Box>
        );
      })}
      <DerivedValues schema={schema as Schema} data={formData} />
    </Box>
  );
  if (isRoot) return grid;
  const isItem = typeof fieldPathId.path.at(-1) === 'number';
  return (
    <Group
      id={fieldPathId.$id}
      title={isItem ? '' : title}
      description={description}
      required={required}
      plain={isItem}
    >
      {grid}
    </Group>
  );
}

const Nothing = () => null;

export const templates: Partial<TemplatesType> = {
  FieldTemplate,
  ObjectFieldTemplate,
  ArrayFieldTemplate,
  ArrayFieldItemTemplate,
  BaseInputTemplate: TextInput,
  ErrorListTemplate: Nothing,
  FieldErrorTemplate: Nothing,
  FieldHelpTemplate: Nothing,
};
