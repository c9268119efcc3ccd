using System.Text;
using JobLogs.Storage.Model;

namespace JobLogs.Benchmarks.Storage;

/// <summary>Entries of about 120 bytes, one in three Chinese.</summary>
internal static class SampleEntry
{
    private static readonly byte[][] Messages = [.. Enumerable.Range(0, 256).Select(i => Encoding.UTF8.GetBytes(i % 3 == 0
        ? $"处理论文 2301.{i * 379 % 100_000:00000}：正在下载并分析第{i}篇论文的内容与引用数据，请稍候片刻后再查看结果"
        : $"Downloaded paper 2301.{i * 379 % 100_000:00000} from the archive and parsed its {i} sections in {i * 7} ms; next one follows soon, Please wait"))];

    /// <summary>One of 256 different ones.</summary>
    public static EntryView At(int index) => new()
    {
        Seq = index,
        Commit = 1,
        Run = new RunId(42),
        Job = new JobId(7),
        Level = index % 20 == 0 ? EntryLevel.Error : EntryLevel.Info,
        TimestampMicros = 1_700_000_000_000_000 + index,
        Message = Messages[index & 255],
        Step = "paper_search"u8,
    };
}
