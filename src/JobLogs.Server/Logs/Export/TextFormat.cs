using System.Buffers;
using JobLogs.Protocol;
using JobLogs.Protocol.Ids;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Logs.Export;

/// <summary>
/// For people: a line an entry, with the further lines of a message, and the exception, indented below it.
/// <code>
/// 2025-01-31T10:30:00.000000Z INFO     run_… paper_search: 开始处理论文搜索 (1500 ms) error_code=… {"keywords": ["ML"]}
/// </code>
/// Hot.
/// </summary>
internal sealed class TextFormat : IExportFormat
{
    private static readonly SearchValues<byte> LineBreaks = SearchValues.Create("\r\n"u8);

    /// <inheritdoc />
    public string ContentType => "text/plain; charset=utf-8";

    /// <inheritdoc />
    public string Extension => "txt";

    private static ReadOnlySpan<byte> NextLine => "\n    "u8;

    /// <inheritdoc />
    public void WriteHead(IBufferWriter<byte> output)
    {
    }

    /// <inheritdoc />
    public void Write(IBufferWriter<byte> output, in EntryView entry)
    {
        WriteFront(output, entry);
        Lines(output, entry.Message, NextLine);
        if (entry.Truncated)
        {
            output.Write(" … (cut)"u8);
        }

        WriteNumbers(output, entry);
        Named(output, " paper_id="u8, entry.PaperId);
        Named(output, " error_code="u8, entry.ErrorCode);
        Named(output, " logger_name="u8, entry.LoggerName);
        Named(output, " trace_id="u8, entry.TraceId);
        Named(output, " span_id="u8, entry.SpanId);
        Named(output, " "u8, entry.Details);
        Named(output, NextLine, entry.Exception);
        output.Write("\n"u8);
    }

    private static void WriteFront(IBufferWriter<byte> output, in EntryView entry)
    {
        Span<byte> text = stackalloc byte[64];
        output.Write(text[..Timestamps.Format(entry.TimestampMicros, text)]);
        output.Write(" "u8);
        var level = LevelNames.Utf8((JobLogLevel)entry.Level);
        output.Write(level);
        output.Write("         "u8[..("CRITICAL ".Length - level.Length)]);
        output.Write(text[..RunIdText.Format(entry.Run.Number, text)]);
        output.Write(" "u8);
        if (!entry.Step.IsEmpty)
        {
            Lines(output, entry.Step, " "u8);
            output.Write(": "u8);
        }
    }

    private static void WriteNumbers(IBufferWriter<byte> output, in EntryView entry)
    {
        Span<byte> text = stackalloc byte[20];
        if (entry.DurationMs >= 0)
        {
            entry.DurationMs.TryFormat(text, out var written);
            output.Write(" ("u8);
            output.Write(text[..written]);
            output.Write(" ms)"u8);
        }

        if (entry.Attempt > 1)
        {
            entry.Attempt.TryFormat(text, out var written);
            output.Write(" attempt="u8);
            output.Write(text[..written]);
        }
    }

    private static void Named(IBufferWriter<byte> output, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty)
        {
            output.Write(name);
            Lines(output, text, " "u8);
        }
    }

    private static void Lines(IBufferWriter<byte> output, ReadOnlySpan<byte> text, ReadOnlySpan<byte> between)
    {
        for (var end = text.IndexOfAny(LineBreaks); end >= 0; end = text.IndexOfAny(LineBreaks))
        {
            output.Write(text[..end]);
            output.Write(between);
            text = text[(end + (text[end..].StartsWith("\r\n"u8) ? 2 : 1))..];
        }

        output.Write(text);
    }
}
