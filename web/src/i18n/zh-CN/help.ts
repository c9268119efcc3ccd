import type { Texts } from '../languages.ts';

export const help: Texts['help'] = {
  title: '键盘快捷键',
  on: '启用单键快捷键',
  tab: '移到下一个控件；Shift+Tab 返回上一个',
  escape: '关闭对话框',
  open: '打开本页',
  jobs: '任务',
  explore: '检索',
  alerts: '告警',
  system: '系统',
  search: '搜索',
  newJob: '新建任务',
  theme: '切换浅色或深色',
  run: '运行任务',
  edit: '编辑任务',
};
