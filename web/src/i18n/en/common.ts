/** Words that several pages use. */
export const common = {
  loading: 'Loading…',
  retry: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  delete: 'Delete',
  copy: 'Copy',
  copied: 'Copied',
  none: '–',
  statuses: {
    pending: 'Pending',
    running: 'Running',
    completed: 'Completed',
    failed: 'Failed',
    cancelled: 'Cancelled',
    timed_out: 'Timed out',
    interrupted: 'Interrupted',
    skipped: 'Skipped',
  },
  triggers: { schedule: 'Schedule', manual: 'By hand', api: 'API', retry: 'Retry', catch_up: 'Catching up' },
  levels: { DEBUG: 'Debug', INFO: 'Info', WARNING: 'Warning', ERROR: 'Error', CRITICAL: 'Critical' },
} as const;
