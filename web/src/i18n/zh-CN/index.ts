import type { Texts } from '../languages.ts';
import { common } from './common.ts';
import { run } from './run.ts';
import { shell } from './shell.ts';

export const zhCN: Texts = { common, run, shell };
