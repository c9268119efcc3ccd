using System.Buffers;
using JobLogs.Protocol;
using JobLogs.Protocol.Ids;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Logs.Export;

/// <summary>RFC 4180 with a header line: an entry's keys as columns, the data exact, an empty field where a key has no value. Hot.</summary>
internal sealed class CsvFormat : IExportFormat
{
    private static readonly SearchValues<byte> MustBeQuoted = SearchValues.Create("\",\r\n"u8);

    /// <inheritdoc />
    public string ContentType => "text/csv; charset=utf-8; header=present";

    /// <inheritdoc />
    public string Extension => "csv";

    /// <inheritdoc />
    public void WriteHead(IBufferWriter<byte> output) => output.Write(
        "id,seq,job_id,job_run_id,timestamp,level,message,details,step,duration_ms,paper_id,error_code,logger_name,trace_id,span_id,exception,attempt,truncated\r\n"u8);

    /// <inheritdoc />
    public void Write(IBufferWriter<byte> output, in EntryView entry)
    {
        Span<byte> text = stackalloc byte[64];
        output.Write(text[..EntryIdText.Format(entry.Job.Number, entry.Seq, text)]);
        Number(output, entry.Seq, true);
        Plain(output, text[..JobIdText.Format(entry.Job.Number, text)]);
        Plain(output, text[..RunIdText.Format(entry.Run.Number, text)]);
        Plain(output, text[..Timestamps.Format(entry.TimestampMicros, text)]);
        Plain(output, LevelNames.Utf8((JobLogLevel)entry.Level));
        Text(output, entry.Message);
        Text(output, entry.Details);
        Text(output, entry.Step);
        Number(output, entry.DurationMs, entry.DurationMs >= 0);
        Text(output, entry.PaperId);
        Text(output, entry.ErrorCode);
        Text(output, entry.LoggerName);
        Text(output, entry.TraceId);
        Text(output, entry.SpanId);
        Text(output, entry.Exception);
        Number(output, entry.Attempt, entry.Attempt > 1);
        Plain(output, entry.Truncated ? "true"u8 : default);
        output.Write("\r\n"u8);
    }

    private static void Plain(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        output.Write(","u8);
        output.Write(text);
    }

    private static void Number(IBufferWriter<byte> output, long number, bool isThere)
    {
        Span<byte> text = stackalloc byte[20];
        number.TryFormat(text, out var written);
        Plain(output, isThere ? text[..written] : default);
    }

    private static void Text(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        if (text.IndexOfAny(MustBeQuoted) < 0)
        {
            Plain(output, text);
            return;
        }

        output.Write(",\""u8);
        for (var quote = text.IndexOf((byte)'"'); quote >= 0; quote = text.IndexOf((byte)'"'))
        {
            output.Write(text[..(quote + 1)]);
            output.Write("\""u8);
            text = text[(quote + 1)..];
        }

        output.Write(text);
        output.Write("\""u8);
    }
}
