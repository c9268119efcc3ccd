using System.Text;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Load.Query;

/// <summary>
/// A log to be queried, made through the real writer: messages of about 120 bytes, 30 % Chinese, half with details, five
/// levels (20, 70, 7, 2.7 and 0.3 %), eight steps. The same seed makes the same log.
/// </summary>
internal sealed class QueryLog
{
    /// <summary>In no entry; each of its tokens is in some.</summary>
    public const string AbsentWord = "zuqivax";

    /// <summary>In one entry of 100,000.</summary>
    public const string RareWord = "zirconium";

    /// <summary>In one entry of 100,000.</summary>
    public const string RareChinese = "锆石";

    /// <summary>In three entries of ten.</summary>
    public const string CommonChinese = "论文";

    private const int PerCommit = 2000;
    private const int ChineseCharacters = 1200;

    private readonly Random _random = new(20251);
    private readonly string[] _words;

    /// <summary>A log, not written yet.</summary>
    public QueryLog() => _words = [.. Enumerable.Range(0, 600).Select(_ => Word())];

    /// <summary>Writes so many entries into one job of twenty runs.</summary>
    public async Task<JobId> WriteAsync(IStoreWriter writer, int entries)
    {
        var job = new CreateJob(new JobDefinition { Name = $"measured {entries}", Type = "external" });
        await CommitAsync(writer, job);
        RunId run = default;
        using var batch = new EntryBatch(PerCommit);
        for (var written = 0; written < entries; written += PerCommit)
        {
            if (written % Math.Max(entries / 20 / PerCommit * PerCommit, PerCommit) == 0)
            {
                var start = new CreateRun(job.Job!.Id, RunTrigger.Api) { Status = RunStatus.Running, Parameters = "{}", Reason = "measured" };
                await CommitAsync(writer, start);
                run = start.Run!.Id;
            }

            batch.Clear();
            for (var i = 0; i < PerCommit; i++)
            {
                Add(batch, written + i);
            }

            await CommitAsync(writer, new AppendEntries(run, batch));
        }

        return job.Job!.Id;
    }

    private static async Task CommitAsync(IStoreWriter writer, StoreCommand command) =>
        await writer.CommitAsync([command], Guid.NewGuid(), CancellationToken.None);

    private void Add(EntryBatch batch, int number)
    {
        var level = _random.Next(1000);
        batch.Add(new EntryView
        {
            TimestampMicros = 1_700_000_000_000_000 + (number * 20_000L) + _random.Next(500_000),
            Level = level switch { < 200 => EntryLevel.Debug, < 900 => EntryLevel.Info, < 970 => EntryLevel.Warning, < 997 => EntryLevel.Error, _ => EntryLevel.Critical },
            Message = Encoding.UTF8.GetBytes(Message(number)),
            Details = number % 2 == 0 ? Encoding.UTF8.GetBytes($$"""{"paper":"2301.{{_random.Next(100_000):00000}}","score":{{_random.Next(1000)}},"cached":false}""") : [],
            Step = Encoding.UTF8.GetBytes($"step_{_random.Next(8)}"),
            DurationMs = number % 4 == 0 ? _random.Next(5000) : -1,
            ErrorCode = level >= 970 ? "E_TIMEOUT"u8 : [],
        });
    }

    private string Message(int number)
    {
        var text = new StringBuilder();
        if (_random.Next(10) < 3)
        {
            text.Append("处理论文 2301.").Append(_random.Next(100_000)).Append('：').Append(number % 100_000 == 777 ? RareChinese : "");
            while (text.Length < 44)
            {
                text.Append((char)(0x4E00 + (int)(ChineseCharacters * _random.NextDouble() * _random.NextDouble())));
            }
        }
        else
        {
            text.Append("Downloaded paper 2301.").Append(_random.Next(100_000)).Append(number % 100_000 == 777 ? " " + RareWord : "");
            while (text.Length < 115)
            {
                text.Append(' ').Append(_words[(int)(_words.Length * _random.NextDouble() * _random.NextDouble())]);
            }
        }

        return text.ToString();
    }

    private string Word()
    {
        var word = new StringBuilder();
        for (var syllables = _random.Next(1, 5); syllables > 0; syllables--)
        {
            word.Append("bcdfghklmnprstvwz"[_random.Next(17)]).Append("aeiou"[_random.Next(5)]).Append(_random.Next(3) == 0 ? "nrstl".AsSpan(_random.Next(5), 1) : "");
        }

        return word.ToString();
    }
}
