import { common } from './common.ts';
import { log } from './log.ts';
import { run } from './run.ts';
import { shell } from './shell.ts';

export const en = { common, log, run, shell };
