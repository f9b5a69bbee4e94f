import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { Link } from 'react-router';
import type { z } from 'zod';
import type { ApplicationPage, ApplicationView } from '../../../contracts/applications.ts';
import { FINAL_APPLICATION_STATUSES } from '../../../contracts/vocabulary.ts';
import { Empty } from '../layout/Page.tsx';
import { Reply } from '../layout/Reply.tsx';
import { api } from '../providers/http.ts';
import { useAllowed } from '../providers/me.ts';
import { ApplicationCard } from './ApplicationCard.tsx';
import { HomeSection } from './HomeSection.tsx';
import { ToDo, toDoOf } from './ToDo.tsx';

/** Cards shown; the list has all. */
const SHOWN = 12;

async function mine(): Promise<ApplicationView[]> {
  const page = await api.get<z.infer<typeof ApplicationPage>>('/applications', { perPage: 50 });
  const over = (status: string) => (FINAL_APPLICATION_STATUSES as readonly string[]).includes(status);
  const first = [
    ...page.items.filter(({ status }) => !over(status)),
    ...page.items.filter(({ status }) => over(status)),
  ].slice(0, SHOWN);
  return Promise.all(first.map(({ id }) => api.get<ApplicationView>(`/applications/${id}`)));
}

/** What the applicant must do now, by deadline; then the applications as cards. */
export function ApplicantHome() {
  const translate = useTranslate();
  const allowed = useAllowed();
  const applications = useQuery({ queryKey: ['home', 'applications'], queryFn: mine });
  const apply = allowed('application.create') ? (
    <Button component={Link} to="/desk/applications/create" variant="contained">
      {translate('shell.home.apply')}
    </Button>
  ) : null;
  return (
    <Reply query={applications}>
      {(views) => {
        const items = views.flatMap(toDoOf).sort((a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9'));
        return (
          <>
            <HomeSection title={translate('shell.home.toDo')}>
              {items.length === 0 ? <Empty text={translate('shell.home.nothingToDo')} /> : <ToDo items={items} />}
            </HomeSection>
            <HomeSection title={translate('shell.home.myApplications')} actions={apply}>
              {views.length === 0 ? (
                <Empty
                  text={translate('shell.home.noApplication')}
                  action={
                    <Button component={Link} to="/" variant="outlined">
                      {translate('shell.home.seeCalls')}
                    </Button>
                  }
                />
              ) : (
                <Box
                  sx={{
                    display: 'grid',
                    gap: 2,
                    gridTemplateColumns: { xs: 'minmax(0,1fr)', lg: 'repeat(2, minmax(0,1fr))' },
                  }}
                >
                  {views.map((view) => (
                    <ApplicationCard key={view.id} view={view} />
                  ))}
                </Box>
              )}
            </HomeSection>
          </>
        );
      }}
    </Reply>
  );
}
