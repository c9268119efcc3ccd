import { expect, test } from 'vitest';
import type { Notifier } from '../../api/alerts.ts';
import { draftOf, inputOf, othersOf, type NotifierDraft } from './notifierDraft.ts';

const base = { id: 'ntf_1', name: 'ops', enabled: false, group_seconds: 0, timeout_seconds: 5 } as const;
const send = (draft: NotifierDraft) => inputOf(draft, othersOf(draft));

test.each<Notifier>([
  { ...base, type: 'webhook', settings: { url: 'https://ops.example.com', secret: '***' } },
  { ...base, type: 'email', settings: { host: 'mail', port: 2525, security: 'none', from: 'a@b.c', to: ['"Lee, Ann" <a@b.c>', 'd@e.f'] } },
  { ...base, type: 'webhook', settings: { url: 'https://ops.example.com', later: [1] } },
  { ...base, type: 'pigeon', settings: { loft: { row: 3 }, ring: '***' } },
])('a notifier of the type $type that goes through the form unchanged comes out as it was', (notifier) => {
  const { id, ...sent } = notifier;
  expect(send(draftOf(notifier))).toEqual(sent);
});

test('a secret that is emptied is left out', () => {
  const draft = draftOf({ ...base, type: 'webhook', settings: { url: 'https://ops.example.com', secret: '***' } });
  expect(send({ ...draft, typed: { ...draft.typed, secret: '' } }).settings).toEqual({ url: 'https://ops.example.com' });
});

test('a port that is no number goes as it was typed, so that the server says what is wrong', () => {
  expect(send({ ...draftOf(null), type: 'email', typed: { port: 'smtp', to: ' a@b.c \n\n' } }).settings).toEqual({ port: 'smtp', to: ['a@b.c'] });
});
