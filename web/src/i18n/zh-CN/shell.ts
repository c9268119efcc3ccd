import type { Texts } from '../languages.ts';

export const shell: Texts['shell'] = {
  skip: '跳到正文',
  navigation: '主导航',
  jobs: '任务',
  explore: '检索',
  system: '系统',
  api: 'API',
  theme: '主题',
  themes: { system: '自动', light: '浅色', dark: '深色' },
  language: '语言',
  preferences: '偏好设置',
  help: '键盘快捷键',
  away: '服务器没有响应。',
  awayHint: '当前内容可能已过时，正在自动重试。',
  back: '服务器已恢复。',
  notFound: '没有这个页面',
  notFoundHint: '地址可能有误，或所指的内容已被删除。',
  toJobs: '前往任务列表',
  pageFailed: '页面未能加载',
  pageFailedHint: '服务器可能刚刚更新过，重新加载即可。',
  reload: '重新加载',
};
