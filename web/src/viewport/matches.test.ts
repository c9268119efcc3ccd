import { describe, expect, it } from 'vitest';
import { findMatches } from './matches.ts';

const found = (text: string, needle: string) => findMatches(text, needle).map(({ from, to }) => text.slice(from, to));

describe('matches', () => {
  it('are found whatever the case', () => {
    expect(found('Error: no error, ERROR', 'error')).toEqual(['Error', 'error', 'ERROR']);
  });

  it('are found in Chinese, one character too', () => {
    expect(findMatches('开始处理论文搜索', '论文')).toEqual([{ from: 4, to: 6 }]);
    expect(findMatches('论文，论文', '文')).toHaveLength(2);
  });

  it('do not overlap', () => {
    expect(findMatches('aaaa', 'aa')).toEqual([{ from: 0, to: 2 }, { from: 2, to: 4 }]);
  });

  it('stay in place behind letters that grow when their case changes', () => {
    expect(found('İİİ error', 'ERROR')).toEqual(['error']);
    expect(found('ßß Fehler', 'fehler')).toEqual(['Fehler']);
  });

  it('see the same letter in its odd forms', () => {
    expect(found('ΟΔΟΣ οδος', 'οδοσ')).toEqual(['ΟΔΟΣ', 'οδος']);
    expect(found('5 µs and 5 μs', 'μS')).toEqual(['µs', 'μs']);
    expect(found('300 \u212a', 'k')).toEqual(['\u212a']);
  });

  it('take wildcards and brackets for themselves', () => {
    expect(found('a.*b [x] a..b', '.*')).toEqual(['.*']);
    expect(found('[x]', '[x]')).toEqual(['[x]']);
  });

  it('are none for an empty needle, and no more than asked for', () => {
    expect(findMatches('abc', '')).toEqual([]);
    expect(findMatches('a'.repeat(1000), 'a', 10)).toHaveLength(10);
  });
});
