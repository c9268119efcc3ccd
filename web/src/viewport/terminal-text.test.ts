import { describe, expect, it } from 'vitest';
import { applySgr, paletteColor } from './sgr.ts';
import { paintTerminal, plainText } from './terminal-text.ts';

const shown = (text: string) => plainText(text).split('\n');

describe('terminal text', () => {
  it('leaves plain text as it is, one stretch a line', () => {
    expect(paintTerminal('a\n\nb')).toEqual([[{ text: 'a', style: null }], [{ text: '', style: null }], [{ text: 'b', style: null }]]);
  });

  it('shows colours in place of their codes, until they are taken back', () => {
    expect(paintTerminal('a \u001b[1;31mred\u001b[0m b')).toEqual([
      [{ text: 'a ', style: null }, { text: 'red', style: { bold: true, color: 1 } }, { text: ' b', style: null }],
    ]);
  });

  it('shows of a progress line what was written last', () => {
    expect(shown('  1 %\r 50 %\r100 %')).toEqual(['100 %']);
  });

  it('keeps what a shorter line did not write over, as a terminal does', () => {
    expect(shown('downloading\rdone')).toEqual(['doneloading']);
    expect(shown('downloading\r\u001b[Kdone')).toEqual(['done']);
  });

  it('takes a carriage return before a line feed for a line end', () => {
    expect(shown('one\r\ntwo\r\n')).toEqual(['one', 'two', '']);
  });

  it('knows backspace, erasing and columns', () => {
    expect(shown('ab\b\bX')).toEqual(['Xb']);
    expect(shown('abc\u001b[1K!')).toEqual(['   !']);
    expect(shown('abc\u001b[2K')).toEqual(['']);
    expect(shown('abc\u001b[5Gx')).toEqual(['abc x']);
  });

  it('does not fill a line without end when a code asks for it', () => {
    expect(shown('\u001b[999999999Gx')[0]!.length).toBeLessThan(600);
  });

  it('swallows codes that move nothing and name nothing', () => {
    expect(shown('\u001b]0;title\u0007a\u001b[?25lb\u001b[2Jc')).toEqual(['abc']);
    expect(shown('\u001b]8;;https://example.org\u001b\\link\u001b]8;;\u001b\\')).toEqual(['link']);
  });

  it('does not take a character beyond the first plane apart', () => {
    expect(shown('𠮷𠮷\r好')).toEqual(['好𠮷']);
  });

  it('shows an escape that is no code as nothing worse than itself', () => {
    expect(shown('tail \u001b[')[0]).toContain('tail ');
  });
});

describe('sgr', () => {
  it('reads colours of all three kinds', () => {
    expect(applySgr(null, '38;5;208')).toEqual({ color: 208 });
    expect(applySgr(null, '48;2;1;2;255')).toEqual({ background: '#0102ff' });
    expect(applySgr(null, '97;104')).toEqual({ color: 15, background: 12 });
  });

  it('takes single properties back', () => {
    expect(applySgr({ bold: true, color: 1 }, '22')).toEqual({ color: 1 });
    expect(applySgr({ bold: true, color: 1 }, '')).toBeNull();
    expect(applySgr({ color: 1 }, '39')).toBeNull();
  });

  it('passes over a colour that is out of range, with its numbers', () => {
    expect(applySgr(null, '38;5;999;1')).toEqual({ bold: true });
  });

  it('knows the shared palette', () => {
    expect([16, 196, 231, 232, 255].map(paletteColor)).toEqual(['#000000', '#ff0000', '#ffffff', '#080808', '#eeeeee']);
  });
});
