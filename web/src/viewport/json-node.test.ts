import { describe, expect, it } from 'vitest';
import { formatJson, member, parseJson } from './json-node.ts';

describe('json', () => {
  it('keeps the digits of numbers that JavaScript would round', () => {
    expect(formatJson(parseJson('{"id":12345678901234567890,"ratio":1.10,"tiny":1E-400}'))).toBe('{\n  "id": 12345678901234567890,\n  "ratio": 1.10,\n  "tiny": 1E-400\n}');
  });

  it('reads what JSON.parse reads, to the same value', () => {
    for (const text of ['{}', '[]', '[1,-2.5e3,true,false,null]', '{"a":{"b":[{"c":"\\u4f60\\n\\"好"}]}}', ' [ 1 , { "x" : [ ] } ] ', '"\\ud842\\udfb7"']) {
      expect(JSON.parse(formatJson(parseJson(text)))).toEqual(JSON.parse(text));
    }
  });

  it('keeps the order of members, of numbers too', () => {
    expect(formatJson(parseJson('{"2":0,"1":0,"b":0,"a":0}')).match(/"./g)).toEqual(['"2', '"1', '"b', '"a']
      .flatMap((name) => [name, '":']));
  });

  it('finds a member', () => {
    expect(member(parseJson('{"a":1,"details":{"x":2}}'), 'details')).toEqual({ kind: 'object', members: [['x', { kind: 'number', text: '2' }]] });
    expect(member(parseJson('[1]'), 'details')).toBeUndefined();
  });

  it('refuses what is no JSON', () => {
    for (const text of ['', '{', '[1,]', '{"a"}', '01', 'nul', '[1] 2', '"\u0001"', '{,}']) {
      expect(() => parseJson(text), text).toThrow(SyntaxError);
    }
  });
});
