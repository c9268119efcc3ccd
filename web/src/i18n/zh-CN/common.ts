import type { Texts } from '../languages.ts';

export const common: Texts['common'] = {
  loading: '加载中…',
  retry: '重试',
  cancel: '取消',
  close: '关闭',
  save: '保存',
  delete: '删除',
  copy: '复制',
  copied: '已复制',
  none: '–',
  statuses: {
    pending: '等待中',
    running: '运行中',
    completed: '已完成',
    failed: '失败',
    cancelled: '已取消',
    timed_out: '超时',
    interrupted: '中断',
    skipped: '已跳过',
  },
  triggers: { schedule: '计划', manual: '手动', api: 'API', retry: '重试', catch_up: '补跑' },
  levels: { DEBUG: '调试', INFO: '信息', WARNING: '警告', ERROR: '错误', CRITICAL: '严重' },
};
