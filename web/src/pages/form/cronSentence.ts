const weekdays = ['日', '一', '二', '三', '四', '五', '六', '日'];
const macros: Readonly<Record<string, string>> = {
  '@hourly': '0 * * * *', '@daily': '0 0 * * *', '@midnight': '0 0 * * *', '@weekly': '0 0 * * 0', '@monthly': '0 0 1 * *', '@yearly': '0 0 1 1 *', '@annually': '0 0 1 1 *',
};

/**
 * A cron expression as a Chinese sentence; null for one whose meaning takes more than a sentence of common shape, which is then
 * described by the server's English one.
 */
export function chineseSentence(expression: string, zone: string): string | null {
  const fields = (macros[expression.toLowerCase()] ?? expression).split(/\s+/);
  const [second, minute, hour, day, month, weekday] = fields.length === 6 ? fields : ['0', ...fields];
  if (second !== '0' || [minute, hour, day, month, weekday].some((field) => field === undefined)) {
    return null;
  }
  const when = time(minute!, hour!);
  const which = days(day!, month!, weekday!, when?.isInterval ?? false);
  return when === null || which === null ? null : `${which}${when.text}（${zone}）。`;
}

function time(minute: string, hour: string): { readonly text: string; readonly isInterval: boolean } | null {
  const every = /^\*\/(\d+)$/;
  if (hour === '*') {
    const step = every.exec(minute)?.[1];
    return minute === '*' ? { text: '每分钟', isInterval: true } : step ? { text: `每 ${step} 分钟`, isInterval: true } : isNumber(minute) ? { text: `每小时的第 ${Number(minute)} 分`, isInterval: true } : null;
  }
  const step = every.exec(hour)?.[1];
  if (step && isNumber(minute)) {
    return { text: Number(minute) === 0 ? `每 ${step} 小时` : `每 ${step} 小时的第 ${Number(minute)} 分`, isInterval: true };
  }
  const hours = hour.split(',');
  return isNumber(minute) && hours.every(isNumber) ? { text: hours.map((each) => `${pad(each)}:${pad(minute)}`).join('、'), isInterval: false } : null;
}

function days(day: string, month: string, weekday: string, isInterval: boolean): string | null {
  const months = month === '*' ? '' : month.split(',').every(isNumber) ? `${month.split(',').map(Number).join('、')} 月` : null;
  if (months === null || (day !== '*' && weekday !== '*')) {
    return null;
  }
  if (day !== '*') {
    return day.split(',').every(isNumber) ? `${months === '' ? '每月' : `每年 ${months}`} ${day.split(',').map(Number).join('、')} 日 ` : null;
  }
  if (weekday !== '*') {
    const range = /^([0-7])-([0-7])$/.exec(weekday);
    const named = range ? `周${weekdays[Number(range[1])]}至周${weekdays[Number(range[2])]}` : /^[0-7](,[0-7])*$/.test(weekday) ? `每${weekday.split(',').map((each) => `周${weekdays[Number(each)]}`).join('、')}` : null;
    return named === null ? null : `${months === '' ? '' : `${months}的`}${named} `;
  }
  return months !== '' ? `每年 ${months}${isInterval ? '，' : '每天 '}` : isInterval ? '' : '每天 ';
}

const isNumber = (text: string): boolean => /^\d+$/.test(text);

const pad = (text: string): string => text.padStart(2, '0');
