import AccountBalance from '@mui/icons-material/AccountBalance';
import Assignment from '@mui/icons-material/Assignment';
import BusinessOutlined from '@mui/icons-material/BusinessOutlined';
import CalendarMonth from '@mui/icons-material/CalendarMonth';
import Description from '@mui/icons-material/Description';
import EventBusyOutlined from '@mui/icons-material/EventBusyOutlined';
import FactCheckOutlined from '@mui/icons-material/FactCheckOutlined';
import EditNote from '@mui/icons-material/EditNote';
import GavelOutlined from '@mui/icons-material/GavelOutlined';
import GroupsOutlined from '@mui/icons-material/GroupsOutlined';
import HomeOutlined from '@mui/icons-material/HomeOutlined';
import MailOutline from '@mui/icons-material/MailOutline';
import ManageAccounts from '@mui/icons-material/ManageAccounts';
import MonitorHeart from '@mui/icons-material/MonitorHeart';
import Outbox from '@mui/icons-material/Outbox';
import Security from '@mui/icons-material/Security';
import RuleFolderOutlined from '@mui/icons-material/RuleFolderOutlined';
import SupervisorAccountOutlined from '@mui/icons-material/SupervisorAccountOutlined';
import VerifiedUser from '@mui/icons-material/VerifiedUser';
import WorkspacePremiumOutlined from '@mui/icons-material/WorkspacePremiumOutlined';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import { useTranslate } from 'ra-core';
import type { ComponentType } from 'react';
import { Link, useLocation } from 'react-router';
import { enterprisesOf, type Me, useMe } from '../providers/me.ts';

type Entry = { to: string; key: string; Icon: ComponentType<{ 'aria-hidden'?: boolean }>; shown: (me: Me) => boolean };
const may = (action: string) => (me: Me) => me.allowed.includes(action);
/** A supervisor has no queue of the own. */
const holdsTasks = (me: Me) => me.grants.some(({ role }) => role !== 'bodySupervisor');
const member = (me: Me) => enterprisesOf(me).length > 0;

/** In the order of use: the daily work, what it draws on, how the system is set up and watched, what is one's own. */
const GROUPS: { key: string; entries: Entry[] }[] = [
  {
    key: 'work',
    entries: [
      { to: '/desk', key: 'home', Icon: HomeOutlined, shown: () => true },
      { to: '/desk/tasks', key: 'tasks', Icon: Assignment, shown: (me) => may('task.list')(me) && holdsTasks(me) },
      { to: '/desk/supervision', key: 'supervision', Icon: SupervisorAccountOutlined, shown: may('task.supervise') },
      { to: '/desk/applications', key: 'applications', Icon: Description, shown: may('application.list') },
      { to: '/desk/rounds', key: 'rounds', Icon: AccountBalance, shown: may('round.list') },
      { to: '/desk/objections', key: 'objections', Icon: GavelOutlined, shown: may('objection.list') },
      {
        to: '/desk/enterprise',
        key: 'enterprise',
        Icon: BusinessOutlined,
        shown: (me) => member(me) || me.grants.length === 0,
      },
      { to: '/desk/team', key: 'team', Icon: GroupsOutlined, shown: (me) => member(me) },
    ],
  },
  {
    key: 'registers',
    entries: [
      { to: '/desk/enterprises', key: 'enterprises', Icon: BusinessOutlined, shown: may('enterprise.list') },
      { to: '/desk/credit-records', key: 'credit', Icon: FactCheckOutlined, shown: may('credit.read') },
      { to: '/desk/certificates', key: 'certificates', Icon: WorkspacePremiumOutlined, shown: may('certificate.list') },
    ],
  },
  {
    key: 'watch',
    entries: [
      { to: '/desk/operations', key: 'operations', Icon: MonitorHeart, shown: may('operations.read') },
      { to: '/desk/invariants', key: 'invariants', Icon: FactCheckOutlined, shown: may('invariant.read') },
      { to: '/desk/audit', key: 'audit', Icon: VerifiedUser, shown: may('audit.read') },
      { to: '/desk/mail', key: 'mail', Icon: Outbox, shown: may('mail.read') },
    ],
  },
  {
    key: 'settings',
    entries: [
      { to: '/desk/programmes', key: 'programmes', Icon: RuleFolderOutlined, shown: may('programme.read') },
      { to: '/desk/message-templates', key: 'messageTemplates', Icon: EditNote, shown: may('messageTemplate.read') },
      { to: '/desk/calendar', key: 'calendar', Icon: CalendarMonth, shown: may('calendar.read') },
      { to: '/desk/users', key: 'users', Icon: ManageAccounts, shown: may('user.list') },
      { to: '/desk/leaves', key: 'leaves', Icon: EventBusyOutlined, shown: may('leave.list') },
    ],
  },
  {
    key: 'own',
    entries: [
      { to: '/desk/objections', key: 'objections', Icon: GavelOutlined, shown: (me) => !may('objection.list')(me) },
      { to: '/desk/inbox', key: 'inbox', Icon: MailOutline, shown: () => true },
      { to: '/desk/account', key: 'account', Icon: Security, shown: () => true },
    ],
  },
];

/** The menu of the person's roles; a group of which nothing is shown leaves no trace. */
export function DeskMenu() {
  const me = useMe();
  const groups = GROUPS.map(({ key, entries }) => ({ key, entries: entries.filter(({ shown }) => shown(me)) })).filter(
    ({ entries }) => entries.length > 0,
  );
  return groups.map(({ key, entries }, i) => (
    <List
      key={key}
      dense
      disablePadding
      sx={i > 0 ? { borderTop: 1, borderColor: 'divider', mt: 0.75, pt: 0.75 } : undefined}
    >
      {entries.map((entry) => (
        <MenuEntry key={entry.key} entry={entry} />
      ))}
    </List>
  ));
}

function MenuEntry({ entry: { to, key, Icon } }: { entry: Entry }) {
  const translate = useTranslate();
  const { pathname } = useLocation();
  const current = to === '/desk' ? pathname === '/desk' : pathname === to || pathname.startsWith(`${to}/`);
  return (
    <ListItem disablePadding>
      <ListItemButton component={Link} to={to} selected={current} aria-current={current ? 'page' : undefined}>
        <ListItemIcon sx={{ minWidth: 36, color: current ? 'primary.main' : 'text.secondary' }}>
          <Icon aria-hidden />
        </ListItemIcon>
        <ListItemText primary={translate(`shell.menu.${key}`)} />
      </ListItemButton>
    </ListItem>
  );
}
