using System.Text.Json;
using JobLogs.Protocol;
using JobLogs.Protocol.Entries;

namespace JobLogs.Cli.Output;

/// <summary>Writes entries, one a line.</summary>
internal sealed class EntryPrinter(OutputFormat format)
{
    private static readonly string[] Columns = ["id", "seq", "job_id", "job_run_id", "timestamp", "level", "step", "message", "duration_ms", "error_code", "details"];
    private bool _hasHead;

    /// <summary>Writes an entry.</summary>
    public void Write(LogEntry entry)
    {
        switch (format)
        {
            case OutputFormat.Json:
                Terminal.Out.WriteLine(JsonSerializer.Serialize(entry, EntriesJsonContext.Wire.LogEntry));
                break;
            case OutputFormat.Csv:
                WriteCsv(entry);
                break;
            default:
                WriteText(entry);
                break;
        }
    }

    private void WriteCsv(LogEntry entry)
    {
        if (!_hasHead)
        {
            Terminal.Out.WriteLine(string.Join(',', Columns));
            _hasHead = true;
        }

        string?[] cells =
        [
            entry.Id, entry.Seq.ToString(), entry.JobId, entry.JobRunId, Time(entry), LevelNames.ToText(entry.Level), entry.Step, entry.Message,
            entry.DurationMs?.ToString(), entry.ErrorCode, entry.Details?.GetRawText(),
        ];
        Terminal.Out.WriteLine(string.Join(',', cells.Select(Table.Csv)));
    }

    private static void WriteText(LogEntry entry)
    {
        var output = Terminal.Out;
        output.Write(Colour.Dim(Texts.Time(entry.Timestamp)));
        output.Write(' ');
        output.Write(Colour.Level(entry.Level, LevelNames.ToText(entry.Level).PadRight(8)));
        output.Write(' ');
        if (entry.Step is not null)
        {
            output.Write(Colour.Dim($"[{entry.Step}] "));
        }

        output.Write(Texts.OneTerminal(entry.Message));
        WriteRest(entry, output);
        output.WriteLine();
        if (entry.Exception is { } exception)
        {
            output.WriteLine($"    {exception.Type}: {Texts.OneTerminal(exception.Message ?? "")}");
            if (exception.StackTrace is { } trace)
            {
                output.WriteLine(Colour.Dim(Texts.Indent(trace)));
            }
        }
    }

    private static void WriteRest(LogEntry entry, TextWriter output)
    {
        if (entry.ErrorCode is not null)
        {
            output.Write($" ({entry.ErrorCode})");
        }

        if (entry.DurationMs is { } duration)
        {
            output.Write(Colour.Dim($" {Texts.Duration(duration)}"));
        }

        if (entry.Details is { } details)
        {
            output.Write(Colour.Dim(" " + Texts.OneTerminal(details.GetRawText())));
        }
    }

    private static string Time(LogEntry entry) => Timestamps.ToText(Timestamps.FromDateTimeOffset(entry.Timestamp));
}
