import type { SentenceDetail } from '../../api/alerts.ts';
import { moment } from '../../state/format.ts';

type Values = Readonly<Record<string, string>>;

const statuses: Values = { failed: '失败', timed_out: '超时', interrupted: '中断', cancelled: '已取消', skipped: '已跳过' };
const units: Values = { s: '秒', min: '分钟', h: '小时' };

/** A span as the server says it, `3 min 20 s`. */
const span = (text = ''): string => text.replace(/\b(s|min|h)\b/g, (unit) => units[unit]!);

const at = (text = ''): string => moment(Date.parse(text));

const sentences: Readonly<Record<string, (values: Values) => string>> = {
  run_ended: (v) => `“${v['job']}”的一次运行以“${statuses[v['status']!] ?? v['status']}”结束${v['why'] === undefined ? '。' : `：${v['why']}`}`,
  not_started: (v) => `“${v['job']}”应于 ${at(v['due'])} 运行，至今未启动。`,
  started_late: (v) => `“${v['job']}”应于 ${at(v['due'])} 开始的运行晚了 ${span(v['late'])}才启动。`,
  overran: (v) => `“${v['job']}”的一次运行已持续 ${span(v['took'])}，超过了 ${span(v['limit'])}。`,
  silent: (v) => `“${v['job']}”的一次运行已有 ${span(v['silent'])}没有写入日志。`,
  matched: (v) => `${span(v['window'])}内有 ${v['count']} 条日志匹配，最后一条：${v['message']}`,
  completed: () => '该任务的一次运行已完成。',
  writes_again: () => '该运行又开始写入日志。',
  rule_changed: () => '规则已被修改。',
  rule_deleted: () => '规则已被删除。',
  job_deleted: () => '任务已被删除。',
};

/** A sentence of an alert in Chinese; null for one of a kind that is not known here. */
export const chineseAlert = (detail: SentenceDetail | null | undefined): string | null => (detail ? sentences[detail.code]?.(detail.values) ?? null : null);
