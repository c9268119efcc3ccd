/** The sheet of shortcuts. */
export const help = {
  title: 'Keyboard shortcuts',
  on: 'Single-key shortcuts are on',
  tab: 'To the next control; Shift+Tab to the one before',
  escape: 'Close a dialog',
  open: 'This sheet',
  jobs: 'Jobs',
  explore: 'Explore',
  alerts: 'Alerts',
  system: 'System',
  search: 'Search',
  newJob: 'New job',
  theme: 'Light or dark',
  run: 'Run the job',
  edit: 'Edit the job',
} as const;
