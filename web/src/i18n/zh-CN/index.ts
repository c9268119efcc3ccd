import type { Texts } from '../languages.ts';
import { alertForms } from './alertForms.ts';
import { alerts } from './alerts.ts';
import { common } from './common.ts';
import { explore } from './explore.ts';
import { form } from './form.ts';
import { help } from './help.ts';
import { job } from './job.ts';
import { jobs } from './jobs.ts';
import { log } from './log.ts';
import { run } from './run.ts';
import { shell } from './shell.ts';
import { system } from './system.ts';

export const zhCN: Texts = { alertForms, alerts, common, explore, form, help, job, jobs, log, run, shell, system };
