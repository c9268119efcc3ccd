using System.Text;
using JobLogs.Storage.Model;

namespace JobLogs.Load.Store;

/// <summary>
/// Entries as docs/performance.md describes them: messages of 120 bytes, 30 % Chinese, half with details, five levels
/// (20/70/7/2.7/0.3 %), eight steps. The same seed makes the same entries.
/// </summary>
internal sealed class SampleEntries(int seed)
{
    private const int MessageBytes = 120;
    private const string Chinese = "任务开始执行搜索论文成功下载失败重试机器学习模型训练数据处理完成等待响应超时连接数据库写入日志分析结果关键词";

    private static readonly string[] Words =
    [
        "fetched", "page", "of", "results", "from", "the", "index", "paper", "parsed", "abstract", "with", "score", "timeout", "while",
        "waiting", "for", "response", "retrying", "stored", "batch", "rows", "in", "milliseconds", "model", "training", "keyword", "matched",
    ];

    private static readonly byte[][] Steps =
    [
        "init"u8.ToArray(), "paper_search"u8.ToArray(), "download"u8.ToArray(), "parse"u8.ToArray(),
        "deduplicate"u8.ToArray(), "analysis"u8.ToArray(), "store"u8.ToArray(), "notify"u8.ToArray(),
    ];

    private readonly Random _random = new(seed);

    /// <summary>A batch of so many.</summary>
    public EntryBatch Batch(int count, long now)
    {
        var batch = new EntryBatch(count);
        for (var index = 0; index < count; index++)
        {
            batch.Add(new EntryView
            {
                TimestampMicros = now + index,
                Level = Level(),
                Message = Message(),
                Details = _random.Next(2) == 0 ? Encoding.UTF8.GetBytes($$"""{"page": {{_random.Next(100)}}, "count": {{_random.Next(1_000)}}, "source": "arxiv"}""") : default,
                Step = Steps[_random.Next(Steps.Length)],
                DurationMs = -1,
                Offset = index,
            });
        }

        return batch;
    }

    private EntryLevel Level() => _random.Next(1_000) switch
    {
        < 200 => EntryLevel.Debug,
        < 900 => EntryLevel.Info,
        < 970 => EntryLevel.Warning,
        < 997 => EntryLevel.Error,
        _ => EntryLevel.Critical,
    };

    private byte[] Message()
    {
        var text = new StringBuilder();
        var chinese = _random.Next(10) < 3;
        while (text.Length < (chinese ? MessageBytes / 3 : MessageBytes))
        {
            if (chinese)
            {
                text.Append(Chinese[_random.Next(Chinese.Length)]);
            }
            else
            {
                text.Append(_random.Next(6) == 0 ? _random.Next(100_000).ToString() : Words[_random.Next(Words.Length)]).Append(' ');
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString(0, Math.Min(text.Length, chinese ? MessageBytes / 3 : MessageBytes)));
    }
}
