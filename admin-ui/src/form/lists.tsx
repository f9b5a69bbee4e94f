/** Lists of section forms. */
import AddIcon from '@mui/icons-material/Add';
import DeleteOutlineIcon from '@mui/icons-material/DeleteOutline';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ArrayFieldItemTemplateProps, ArrayFieldTemplateProps } from '@rjsf/utils';
import { useTranslate } from 'ra-core';
import { useField } from './context.ts';
import { Group } from './Group.tsx';

/** Entries one below the other, with the button that adds one. */
export function ArrayFieldTemplate(props: ArrayFieldTemplateProps) {
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

export function ArrayFieldItemTemplate({ children, buttonsProps, index, schema }: ArrayFieldItemTemplateProps) {
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
