import DescriptionOutlined from '@mui/icons-material/DescriptionOutlined';
import Button from '@mui/material/Button';
import { useTranslate } from 'ra-core';

/** Opens the consortium's agreement as PDF: a preview while the application is a draft. */
export function AgreementLink({ applicationId, draft = false }: { applicationId: string; draft?: boolean }) {
  const translate = useTranslate();
  return (
    <Button
      size="small"
      variant="outlined"
      startIcon={<DescriptionOutlined aria-hidden />}
      href={`/api/v1/applications/${applicationId}/agreement.pdf`}
      target="_blank"
      rel="noopener"
      sx={{ mt: 0.5 }}
    >
      {translate(draft ? 'joint.agreement.preview' : 'joint.agreement.download')}
    </Button>
  );
}
