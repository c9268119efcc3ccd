import type { CronWarningDetail } from '../../api/cron.ts';

const fields: Readonly<Record<string, string>> = { second: '秒', minute: '分钟', hour: '小时', month: '月份', 'day-of-week': '星期' };
const cycles: Readonly<Record<string, string>> = { second: '每分钟', minute: '每小时', hour: '每天', month: '每年', 'day-of-week': '每周' };

const sentences: Readonly<Record<string, (values: Readonly<Record<string, string>>) => string>> = {
  either_day: (v) =>
    `日期字段“${v['day_of_month']}”和星期字段“${v['day_of_week']}”都有限制，满足其中一个就会触发（Unix cron 的规则）。在其中一个写 * 即可不限。`,
  uneven_step: (v) =>
    `${fields[v['field']!]}字段的“${v['text']}”${cycles[v['field']!]}都从 ${v['first']} 重新开始：从 ${v['last']} 到下一个 ${v['first']} 相隔 ${v['rest']}，而不是 ${v['step']}。`,
  monthly_step: (v) => `日期字段的“${v['text']}”每月都从 ${v['first']} 日重新开始，与当月天数无关，因此 ${v['first']} 日与上一次不一定相隔 ${v['step']} 天。`,
  missing_day: (v) => `${v['months']!.split(',').join('、')} 月没有 ${v['day']} 日，届时会跳过。日期字段写 L 表示每月最后一天。`,
  leap_day: () => '只有闰年的 2 月有 29 日，其他年份会跳过。日期字段写 L 表示每月最后一天。',
  many_a_minute: (v) => `每分钟触发 ${v['times']} 次，每次都是一个有自己日志的运行。去掉秒字段，每分钟最多触发一次。`,
  clock_gap: (v) =>
    `${v['date']}，${v['zone']} 的时钟从 ${v['from']} 拨到 ${v['to']}，当天没有 ${v['time']}：${v['outcome'] === 'once' ? `会在 ${v['to']} 触发一次` : '落在其中的会略去'}。`,
  clock_overlap: (v) =>
    `${v['date']}，${v['zone']} 的时钟从 ${v['from']} 拨回 ${v['to']}，当天会有两个 ${v['time']}：${v['outcome'] === 'first' ? '只在第一个触发' : '两次都会触发'}。`,
};

/** A warning of the preview in Chinese; null for one of a kind that is not known here. */
export const chineseWarning = ({ code, values }: CronWarningDetail): string | null => sentences[code]?.(values) ?? null;
