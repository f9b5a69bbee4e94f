import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isPermanent, readDeliveryStatus } from '../../domain/messages/delivery-status.ts';
import { digestMail } from '../../domain/messages/digest.ts';
import { isPermanentRefusal } from '../../domain/messages/refusal.ts';

const report = (status: string, action = 'failed', newline = '\r\n') =>
  [
    'Reporting-MTA: dns; mx.town.example',
    'Arrival-Date: Wed, 25 Nov 2026 10:00:00 +0800',
    '',
    'Final-Recipient: rfc822; li@town.example',
    `Action: ${action}`,
    `Status: ${status}`,
    'Diagnostic-Code: smtp; 550 5.1.1 no',
    ' such mailbox',
    '',
  ].join(newline);

describe('a delivery status', () => {
  test('is read with folded lines, whatever ends them', () => {
    for (const newline of ['\n', '\r\n']) {
      expect(readDeliveryStatus(report('5.1.1', 'failed', newline))).toEqual({
        recipient: 'li@town.example',
        action: 'failed',
        status: '5.1.1',
        diagnostic: '550 5.1.1 no such mailbox',
      });
    }
  });

  test('without recipient, action or status is none', () => {
    expect(readDeliveryStatus('Reporting-MTA: dns; mx.town.example')).toBeNull();
    expect(readDeliveryStatus(report('5.1.1').replace(/^Action.*$/m, 'X: y'))).toBeNull();
    fc.assert(fc.property(fc.string(), (text) => void readDeliveryStatus(text)));
  });

  test.each([
    ['5.1.1', 'failed', true],
    ['5.2.1', 'failed', true],
    ['5.2.2', 'failed', false], // full
    ['5.7.1', 'failed', false], // policy
    ['4.4.1', 'failed', false],
    ['5.1.1', 'delayed', false],
  ])('%s %s: for good is %s', (status, action, permanent) => {
    expect(isPermanent({ recipient: 'a', action, status, diagnostic: '' })).toBe(permanent);
  });
});

test.each([
  [550, '550 no such user', true],
  [550, '550 5.1.1 no such user', true],
  [550, '550 5.7.26 message refused by policy', false],
  [553, '553 5.1.3 bad address', true],
  [552, '552 5.2.2 mailbox full', false],
  [451, '451 try later', false],
])('a refusal with %i “%s” is for good: %s', (reply, text, permanent) => {
  expect(isPermanentRefusal(reply, text)).toBe(permanent);
});

test('a digest names every message, in order, in the person’s language', () => {
  const mail = digestMail('en', [
    { subject: 'First', text: 'one' },
    { subject: 'Second', text: 'two' },
  ]);
  expect(mail.subject).toBe('Your digest: 2 new messages');
  expect(mail.text.indexOf('1. First')).toBeLessThan(mail.text.indexOf('2. Second'));
  expect(digestMail('zh', [{ subject: '甲', text: '乙' }]).subject).toContain('1 条');
});
