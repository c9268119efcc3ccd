import { common } from './common.ts';
import { run } from './run.ts';
import { shell } from './shell.ts';

export const en = { common, run, shell };
