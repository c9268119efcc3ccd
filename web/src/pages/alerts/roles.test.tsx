// @vitest-environment happy-dom
import { render } from 'preact';
import { beforeEach, expect, test } from 'vitest';
import type { AlertRule, Notifier } from '../../api/alerts.ts';
import type { Role } from '../../api/session.ts';
import { session } from '../../state/session.ts';
import { Notifiers } from './Notifiers.tsx';
import { Rules } from './Rules.tsx';

const notifier: Notifier = { id: 'ntf_1', name: 'ops', type: 'pigeon', enabled: true, settings: {}, group_seconds: 0, timeout_seconds: 5 };
const rule: AlertRule = { id: 'rul_1', name: 'failed', type: 'run_failed', job_id: null, enabled: true, statuses: ['failed'], notify_recovered: true, quiet_seconds: 0, notifiers: ['ntf_1'] };
let place: HTMLElement;

beforeEach(() => (place = document.createElement('div')));

const buttons = (role: Role): readonly (string | null)[] => {
  session.value = { sign_in_required: true, signed_in: true, role, key_id: null, key_name: null, expires_at: null };
  render(<><Rules rules={[rule]} notifiers={[notifier]} jobs={[]} onEdit={() => {}} /><Notifiers notifiers={[notifier]} rules={[rule]} /></>, place);
  expect(place.textContent).toContain('pigeon');
  return [...place.querySelectorAll('button')].map((button) => button.getAttribute('aria-label') ?? button.textContent);
};

const ofRules = ['New rule', 'Disable failed', 'Edit failed', 'Delete failed'];

test.each([
  ['viewer', []],
  ['writer', []],
  ['operator', ofRules],
  ['admin', [...ofRules, 'New notifier', 'Disable ops', 'Send a test to ops', 'Edit ops', 'Delete ops']],
] as const)('a %s is offered what it may do', (role, offered) => {
  expect(buttons(role)).toEqual(offered);
});
