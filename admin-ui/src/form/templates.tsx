/** Frames of section forms: labels above inputs, groups as fieldsets, notes and faults beside the field they concern. */
import AddIcon from '@mui/icons-material/Add';
import DeleteOutlineIcon from '@mui/icons-material/DeleteOutline';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormHelperText from '@mui/material/FormHelperText';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type {
  ArrayFieldItemTemplateProps,
  ArrayFieldTemplateProps,
  FieldTemplateProps,
  ObjectFieldTemplateProps,
  TemplatesType,
} from '@rjsf/utils';
import { useTranslate } from 'ra-core';
import type { ReactNode } from 'react';
import { useBilingual } from '../i18n/bilingual.ts';
import { type FieldState, useField } from './context.ts';
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

/** An officer's note and the faults of a field. */
export function FieldNotes({ field }: { field: FieldState }) {
  const translate = useTranslate();
  return (
    <>
      {field.notes.length > 0 && (
        <Alert role="note" id={field.noteId} severity="warning" sx={{ mt: 0.5, py: 0 }}>
          <strong>{translate('application.form.officerNote')}</strong> {field.notes.join(' ')}
        </Alert>
      )}
      {field.faults.length > 0 && (
        <FormHelperText id={field.faultId} error sx={{ mx: 0 }}>
          {field.faults.join(' ')}
        </FormHelperText>
      )}
    </>
  );
}

function Description({ id, text }: { id: string; text: unknown }) {
  if (typeof text !== 'string' || text === '') return null;
  return (
    <Typography id={id} variant="caption" component="p" color="text.secondary" sx={{ mb: 0.5 }}>
      {text}
    </Typography>
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
      <FieldNotes field={field} />
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

type GroupProps = {
  id: string;
  title: string;
  description: unknown;
  required?: boolean;
  children: ReactNode;
  plain?: boolean;
};

/** A group of fields with its title; a fieldset, so that the title is read with each of them. */
function Group({ id, title, description, required, children, plain }: GroupProps) {
  const field = useField(id);
  return (
    <Box
      component="fieldset"
      id={id}
      tabIndex={-1}
      data-pointer={field.pointer}
      sx={{
        m: 0,
        minWidth: 0,
        minInlineSize: 0,
        border: plain ? 0 : 1,
        borderColor: 'divider',
        borderRadius: 1,
        p: plain ? 0 : { xs: 1.5, sm: 2 },
        pt: plain ? 0 : 1,
      }}
    >
      {title !== '' && (
        <Typography component="legend" variant="subtitle2" sx={{ px: plain ? 0 : 0.75, fontWeight: 700 }}>
          {title}
          {required && (
            <Box component="span" aria-hidden sx={{ color: 'error.main' }}>
              {' *'}
            </Box>
          )}
        </Typography>
      )}
      <Description id={field.descriptionId} text={description} />
      {children}
      <FieldNotes field={field} />
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

function ArrayFieldTemplate(props: ArrayFieldTemplateProps) {
  const { fieldPathId, items, canAdd, onAddClick, schema, title, required } = props;
  const field = useField(fieldPathId.$id);
  const translate = useTranslate();
  return (
    <Group id={fieldPathId.$id} title={title} description={schema.description} required={required}>
      <Stack spacing={1.5} sx={{ mt: 1 }}>
        {items.length === 0 && (
          <Typography variant="body2" color="text.secondary">
            {translate('application.form.noItems')}
          </Typography>
        )}
        {items}
        {canAdd && !field.locked && (
          <Button
            startIcon={<AddIcon />}
            size="small"
            variant="outlined"
            onClick={onAddClick}
            sx={{ alignSelf: 'flex-start' }}
          >
            {translate('application.form.add', { title })}
          </Button>
        )}
      </Stack>
    </Group>
  );
}

function ArrayFieldItemTemplate({ children, buttonsProps, index, schema }: ArrayFieldItemTemplateProps) {
  const listId = buttonsProps.fieldPathId.$id.replace(/\/\d+$/, '');
  const list = useField(listId);
  const translate = useTranslate();
  const compact = schema.type !== 'object';
  const remove = buttonsProps.hasRemove && !list.locked && (
    <Button
      size="small"
      color="inherit"
      startIcon={<DeleteOutlineIcon />}
      onClick={buttonsProps.onRemoveItem}
      aria-label={translate('application.form.removeNo', { no: index + 1 })}
    >
      {translate('application.form.remove')}
    </Button>
  );
  if (compact) {
    return (
      <Stack direction="row" spacing={1} sx={{ alignItems: 'flex-start' }}>
        <Box sx={{ flexGrow: 1, minWidth: 0 }}>{children}</Box>
        {remove}
      </Stack>
    );
  }
  return (
    <Box sx={{ border: 1, borderColor: 'divider', borderRadius: 1, p: 1.5 }}>
      <Stack direction="row" sx={{ justifyContent: 'space-between', alignItems: 'center', mb: 1 }}>
        <Typography variant="body2" sx={{ fontWeight: 700 }}>
          {translate('application.form.itemNo', { no: index + 1 })}
        </Typography>
        {remove}
      </Stack>
      {children}
    </Box>
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
