import type { Texts } from '../languages.ts';

export const run: Texts['run'] = {
  title: '运行',
};
