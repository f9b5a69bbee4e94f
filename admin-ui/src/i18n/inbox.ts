import type { Translated } from './types.ts';

const zh = {
  title: '收件箱',
  unread: '未读',
  onlyUnread: '只看未读',
  readAll: '全部标为已读',
  go: '前往办理',
  none: '还没有消息。与您有关的事项有进展时会在这里通知，并发送邮件。',
  noneUnread: '没有未读消息。',
};

const en: Translated<typeof zh> = {
  title: 'Inbox',
  unread: 'unread',
  onlyUnread: 'Unread only',
  readAll: 'Mark all as read',
  go: 'Go there',
  none: 'No message yet. You are told here, and by mail, when something of yours moves.',
  noneUnread: 'Nothing unread.',
};

export default { zh, en };
