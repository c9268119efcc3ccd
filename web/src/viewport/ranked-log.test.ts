import { describe, expect, it, vi } from 'vitest';
import { entries, entry, FakeSource } from './fake-source.ts';
import { RankedLog } from './ranked-log.ts';

async function opened(count: number) {
  const source = new FakeSource(entries(1, count + 1));
  const changed = vi.fn();
  const failed = vi.fn();
  const shrunk = vi.fn();
  const log = new RankedLog(source, { changed, failed, shrunk });
  log.begin(await source.open());
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  return { source, log, changed, failed, shrunk, settled };
}

describe('a log by rank', () => {
  it('has its newest entries at once', async () => {
    const { log, source } = await opened(1_000);
    log.want(960, 1_000);
    expect([log.total, log.at(999)?.seq, log.at(960)?.seq]).toEqual([1_000, 1_000, 961]);
    expect(source.asked).toEqual([]);
  });

  it('reads what is looked at, page by page, each once', async () => {
    const { log, source, changed, settled } = await opened(10_000);
    log.want(5_190, 5_230);
    log.want(5_190, 5_230);
    expect(source.asked.map((asked) => asked.rank)).toEqual([5_000, 5_200]);
    expect(log.at(5_195)).toBeUndefined();
    source.asked.forEach((asked) => asked.answer());
    await settled();
    expect([log.at(5_195)?.seq, log.at(5_229)?.seq]).toEqual([5_196, 5_230]);
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it('while the scroll bar is dragged asks for few places at a time, and then for the last', async () => {
    const { log, source, settled } = await opened(100_000);
    for (let rank = 0; rank < 90_000; rank += 1_000) {
      log.want(rank, rank + 40);
    }
    expect(source.asked).toHaveLength(3);
    source.asked[0]!.answer();
    await settled();
    expect(source.asked.at(-1)!.rank).toBe(89_000);
    expect(source.asked).toHaveLength(4);
  });

  it('appends what the stream brings, and passes over what it had', async () => {
    const { log, changed } = await opened(450);
    expect(log.append(entries(440, 456))).toBe(5);
    expect(log.append(entries(440, 456))).toBe(0);
    expect([log.total, log.at(454)?.seq]).toEqual([455, 455]);
    expect(changed).toHaveBeenCalledTimes(1);
  });

  it('keeps appending over the bounds of pages', async () => {
    const { log, source } = await opened(0);
    log.append(entries(1, 151));
    log.append(entries(151, 1_001));
    log.want(0, 1_000);
    expect(source.asked).toEqual([]);
    expect(Array.from({ length: 1_000 }, (_, rank) => log.at(rank)?.seq)).toEqual(entries(1, 1_001).map((entry) => entry.seq));
  });

  it('keeps no more than so many entries, however many come', async () => {
    const { log } = await opened(0);
    for (let seq = 1; seq < 100_000; seq += 500) {
      log.append(entries(seq, seq + 500));
    }
    const kept = Array.from({ length: log.total }, (_, rank) => log.at(rank)).filter(Boolean).length;
    expect(kept).toBeLessThanOrEqual(RankedLog.mostKept);
    expect(log.at(log.total - 1)?.seq).toBe(log.total);
    expect(log.at(0)).toBeUndefined();
  });

  it('reads a page again that was not full when it was asked for', async () => {
    const { log, source, settled } = await opened(1_050);
    log.want(0, 10);
    log.append(entries(1_051, 1_061));
    log.want(1_050, 1_060);
    source.asked.forEach((asked) => asked.answer());
    await settled();
    expect(log.at(1_059)?.seq).toBe(1_060);
  });

  it('does not shorten a page that grew while it was read', async () => {
    const { log, source, settled } = await opened(850);
    source.entries = entries(1, 861);
    log.want(640, 650);
    log.append(entries(851, 861));
    source.asked[0]!.answer(entries(601, 801));
    await settled();
    expect([log.at(640)?.seq, log.at(859)?.seq]).toEqual([641, 860]);
  });

  it('tells a failure, and reads again when asked again', async () => {
    const { log, source, failed, settled } = await opened(10_000);
    log.want(0, 40);
    source.asked[0]!.fail(new Error('away'));
    await settled();
    expect(failed).toHaveBeenCalledWith(new Error('away'));
    log.want(0, 40);
    source.asked[1]!.answer();
    await settled();
    expect(log.at(0)).toEqual(entry(1));
  });

  it('says so when entries have gone meanwhile', async () => {
    const { log, source, shrunk, changed, settled } = await opened(10_000);
    log.want(0, 40);
    source.asked[0]!.answer(entries(1, 151));
    await settled();
    expect([shrunk.mock.calls.length, changed.mock.calls.length]).toEqual([1, 0]);
  });

  it('when closed asks for nothing and tells nothing more', async () => {
    const { log, source, changed, failed, settled } = await opened(10_000);
    log.want(0, 40);
    log.close();
    expect(source.asked[0]!.signal.aborted).toBe(true);
    source.asked[0]!.fail(new Error('aborted'));
    await settled();
    expect([changed.mock.calls.length, failed.mock.calls.length]).toEqual([0, 0]);
  });
});
