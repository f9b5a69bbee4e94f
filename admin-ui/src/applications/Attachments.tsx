import UploadFileIcon from '@mui/icons-material/UploadFile';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import { useBilingual } from '../i18n/bilingual.ts';
import { bytesText } from '../i18n/bytes.ts';
import { api } from '../providers/http.ts';
import { Running, Stored } from './AttachedFile.tsx';
import type { ApplicationView, Attachment, AttachmentSlot, Party } from './contract.ts';
import { ActDialog } from './dialogs.tsx';
import { liveParties } from './steps.ts';
import { uploads } from './uploads.ts';
import { useAct, useRefreshApplication } from './useApplication.ts';

const TYPE_NAMES: Record<string, string> = { 'application/pdf': 'PDF', 'image/png': 'PNG', 'image/jpeg': 'JPEG' };
const typesText = (slot: AttachmentSlot) => slot.mediaTypes.map((type) => TYPE_NAMES[type] ?? type).join(', ');

type SlotProps = {
  view: ApplicationView;
  slot: AttachmentSlot;
  owner: Party;
  showOwner: boolean;
  editable: boolean;
  note: string | null;
};

function Slot({ view, slot, owner, showOwner, editable, note }: SlotProps) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const titleId = useId();
  const input = useRef<HTMLInputElement>(null);
  const refresh = useRefreshApplication(view.id);
  const running = useSyncExternalStore(uploads.subscribe, uploads.snapshot);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [removing, setRemoving] = useState<Attachment | null>(null);
  const { busy, problem, run, clear } = useAct(view.id);
  const files = view.attachments.filter(
    (file) => file.slot === slot.key && (slot.scope === 'shared' || file.enterpriseId === owner.enterpriseId),
  );
  const mine = running.filter(
    ({ target }) =>
      target.applicationId === view.id &&
      target.slot === slot.key &&
      (slot.scope === 'shared' || target.enterpriseId === owner.enterpriseId),
  );
  const room = slot.maxCount - files.length - mine.length;

  const choose = (chosen: FileList | null) => {
    setRefusal(null);
    for (const [i, file] of [...(chosen ?? [])].entries()) {
      const values = {
        name: file.name,
        size: bytesText(file.size),
        limit: bytesText(slot.maxBytes),
        types: typesText(slot),
        count: slot.maxCount,
      };
      if (i >= room) setRefusal(translate('application.file.tooMany', values));
      else if (file.size > slot.maxBytes) setRefusal(translate('application.file.tooLarge', values));
      else if (file.size === 0) setRefusal(translate('application.file.empty', values));
      else if (!slot.mediaTypes.includes(file.type)) setRefusal(translate('application.file.wrongType', values));
      else {
        const target = { applicationId: view.id, slot: slot.key, enterpriseId: owner.enterpriseId };
        void uploads.start(file, target, () => void refresh());
      }
    }
  };
  return (
    <Box
      component="section"
      aria-labelledby={titleId}
      id={`attachments/${slot.key}`}
      tabIndex={-1}
      sx={{ border: 1, borderColor: 'divider', borderRadius: 1, p: 1.5, bgcolor: 'background.paper' }}
    >
      <Typography id={titleId} variant="h3">
        {bilingual(slot.label)}
        {slot.required
          ? ` · ${translate('application.file.required')}`
          : ` · ${translate('application.file.optional')}`}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {showOwner ? `${owner.name} · ` : ''}
        {translate('application.file.limits', {
          types: typesText(slot),
          size: bytesText(slot.maxBytes),
          count: slot.maxCount,
        })}
      </Typography>
      {note && (
        <Alert role="note" severity="warning" sx={{ my: 0.5, py: 0 }}>
          <strong>{translate('application.form.officerNote')}</strong> {note}
        </Alert>
      )}
      <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
        {files.map((file) => (
          <Stored key={file.id} file={file} onRemove={editable ? () => setRemoving(file) : null} />
        ))}
      </Box>
      {files.length === 0 && mine.length === 0 && (
        <Typography variant="body2" sx={{ my: 0.5 }}>
          {translate('application.file.none')}
        </Typography>
      )}
      {mine.map((upload) => (
        <Running key={upload.id} upload={upload} />
      ))}
      {refusal && (
        <Alert severity="error" role="alert" sx={{ my: 0.5 }}>
          {refusal}
        </Alert>
      )}
      {editable && room > 0 && (
        <>
          <Button
            size="small"
            variant="outlined"
            startIcon={<UploadFileIcon />}
            sx={{ mt: 0.5 }}
            onClick={() => input.current?.click()}
            aria-label={translate('application.file.chooseFor', { slot: bilingual(slot.label) })}
          >
            {translate('application.file.choose')}
          </Button>
          <input
            ref={input}
            type="file"
            hidden
            data-slot={slot.key}
            accept={slot.mediaTypes.join(',')}
            multiple={slot.maxCount > 1}
            onChange={({ target }) => {
              choose(target.files);
              target.value = '';
            }}
          />
        </>
      )}
      {removing && (
        <ActDialog
          title={translate('application.file.removeTitle')}
          confirm={translate('application.file.remove')}
          danger
          busy={busy}
          problem={problem}
          onClose={() => {
            setRemoving(null);
            clear();
          }}
          onConfirm={() => run(() => api.send('DELETE', `/attachments/${removing.id}`))}
        >
          <Typography>{translate('application.file.removeSure', { name: removing.fileName })}</Typography>
        </ActDialog>
      )}
    </Box>
  );
}

/** Brings a slot into view and focuses it; `pointer` is `/<slot>` as in a missing item or a mark. */
export function focusSlot(pointer: string): void {
  const slot = document.getElementById(`attachments${pointer}`);
  slot?.scrollIntoView({ block: 'center' });
  slot?.focus({ preventScroll: true });
}

type AttachmentsProps = { view: ApplicationView; focus?: string | null };

/** Files of the application by slot: shared ones once, a party's own for each party that may be seen. */
export function Attachments({ view, focus = null }: AttachmentsProps) {
  const translate = useTranslate();
  useEffect(() => {
    if (focus !== null) focusSlot(focus);
  }, [focus]);
  const parties = liveParties(view);
  const mine = parties.filter((party) => party.mine);
  const lead = parties.find(({ role }) => role === 'lead');
  const marks = (view.correction?.marks ?? []).filter(({ section }) => section === 'attachments');
  const correcting = view.status === 'correcting';
  const noteOf = (slot: AttachmentSlot, owner: Party) =>
    marks.find(
      (mark) =>
        mark.pointer === `/${slot.key}` && (mark.enterpriseId === null || mark.enterpriseId === owner.enterpriseId),
    )?.note ?? null;
  const slots = view.attachmentSlots.flatMap((slot) => {
    const own =
      slot.scope === 'shared'
        ? [mine.find(({ role }) => role === 'lead') ?? mine[0] ?? lead]
        : mine.length > 0
          ? mine
          : parties;
    return own.flatMap((owner) => (owner ? [{ slot, owner }] : []));
  });
  const mayEdit = view.allowed.includes('edit') && (view.status === 'draft' || correcting);
  return (
    <>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {translate('application.file.title')}
      </Typography>
      <Stack spacing={1.5}>
        {slots.map(({ slot, owner }) => {
          const note = noteOf(slot, owner);
          // In a correction only what was marked is here; the other files stand with the content.
          if (correcting && note === null) return null;
          const editable = mayEdit && owner.mine;
          return (
            <Slot
              key={`${slot.key} ${owner.enterpriseId}`}
              view={view}
              slot={slot}
              owner={owner}
              showOwner={slot.scope === 'party'}
              editable={editable}
              note={note}
            />
          );
        })}
      </Stack>
    </>
  );
}
