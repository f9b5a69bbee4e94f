import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { Link as RouterLink } from 'react-router';
import { useBilingual } from '../i18n/bilingual.ts';
import { useMe } from '../providers/me.ts';
import type { RecommendationItem } from './contract.ts';

/** What is applied for, by whom, and where it stands; officers of the body get to the desk's task. */
export function ItemMatter({ item }: { item: RecommendationItem }) {
  const translate = useTranslate();
  const text = useBilingual();
  const { grants } = useMe();
  const name = item.projectName ?? translate('task.noName');
  const decides = grants.some(({ role }) => role === 'districtOfficer');
  const to =
    item.taskId !== null && decides ? `/desk/tasks/${item.taskId}` : `/desk/applications/${item.applicationId}`;
  return (
    <>
      <Link
        component={RouterLink}
        to={to}
        sx={{ fontWeight: 600, minHeight: 24, display: 'inline-flex', alignItems: 'center' }}
      >
        {name}
      </Link>
      <Typography variant="body2" color="text.secondary">
        {[
          item.leadName,
          ...item.partners,
          `${item.categoryNo}. ${text(item.categoryName)}`,
          item.receiptNo,
          translate(`recommendation.state.${item.state}`),
        ]
          .filter((part) => part !== null)
          .join(' · ')}
      </Typography>
    </>
  );
}
