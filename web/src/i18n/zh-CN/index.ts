import type { Texts } from '../languages.ts';
import { common } from './common.ts';
import { log } from './log.ts';
import { run } from './run.ts';
import { shell } from './shell.ts';

export const zhCN: Texts = { common, log, run, shell };
