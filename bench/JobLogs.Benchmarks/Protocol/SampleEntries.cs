using System.Text;
using JobLogs.Protocol;

namespace JobLogs.Benchmarks.Protocol;

/// <summary>
/// The data that every target speaks of: messages of 120 bytes, 30 % Chinese, half with details, levels 20/70/7/2.7/0.3 %,
/// 8 steps. The same on every run.
/// </summary>
internal static class SampleEntries
{
    public const int Count = 1000;

    private const long Start = 1_738_319_400_000_000;

    public static byte[] Ndjson() => Encoding.UTF8.GetBytes(string.Join('\n', Entries()));

    public static byte[] Array() => Encoding.UTF8.GetBytes($"[{string.Join(',', Entries())}]");

    private static IEnumerable<string> Entries()
    {
        var random = new Random(4711);
        for (int i = 0; i < Count; i++)
        {
            string message = random.NextDouble() < 0.3
                ? $"第 {i:d6} 篇论文处理完成，正在等待下一个步骤的开始并记录运行指标和状态变更历史结束"
                : $"paper {i:d6} fetched from the feed and handed to the next step; queue is moving, nothing waits longer than it has to do.";
            string details = i % 2 == 0 ? $",\"details\":{{\"keywords\":[\"ML\",\"AI\"],\"count\":{i}}}" : "";
            yield return $"{{\"timestamp\":\"{Timestamps.ToText(Start + (i * 1234))}\",\"level\":\"{Level(random.Next(1000))}\","
                + $"\"message\":\"{message}\",\"step\":\"step_{i % 8}\",\"duration_ms\":{random.Next(5000)}{details}}}";
        }
    }

    private static string Level(int thousandth) => LevelNames.ToText(thousandth switch
    {
        < 200 => JobLogLevel.Debug,
        < 900 => JobLogLevel.Info,
        < 970 => JobLogLevel.Warning,
        < 997 => JobLogLevel.Error,
        _ => JobLogLevel.Critical,
    });
}
