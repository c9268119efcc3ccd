using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;
using JobLogs.Protocol;
using JobLogs.Protocol.Entries;
using JobLogs.Protocol.Ids;

namespace JobLogs.Tests.Protocol.Entries;

public sealed class EntryJsonTests
{
    // Any UTF-16, unpaired surrogates, controls and quotes included, with the odd ones often.
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.Char, Gen.Char['\0', '\u007f'], Gen.Char['\ud7ff', '\ue000'], Gen.Char['一', '丁'], Gen.Char["\"\\/\n\u2028"])
        .Array[0, 40].Select(characters => new string(characters));

    [Fact]
    public void Writes_the_ten_keys_always_and_in_order()
    {
        var entry = new EntryFields { Message = "开始"u8, TimestampMicros = 1_738_319_400_000_000 };
        Write(entry, 3, 77, 4711).ShouldBe(
            $$"""{"id":"{{EntryIdText.ToText(3, 4711)}}","seq":4711,"job_id":"job_3","job_run_id":"run_2d","timestamp":"2025-01-31T10:30:00.000000Z","level":"INFO","message":"开始","details":null,"step":null,"duration_ms":null}""");
    }

    [Fact]
    public void Writes_the_other_keys_in_order_when_they_have_a_value()
    {
        var entry = new EntryFields
        {
            Message = "m"u8,
            Details = "{\"a\" : 1}"u8,
            Step = "s"u8,
            DurationMs = 0,
            Level = JobLogLevel.Critical,
            PaperId = "p"u8,
            ErrorCode = "e"u8,
            LoggerName = "l"u8,
            TraceId = "t"u8,
            SpanId = "n"u8,
            Exception = "{\"type\":null,\"message\":null,\"stack_trace\":null}"u8,
            Attempt = 2,
            Truncated = true,
        };
        Write(entry, 1, 1, 1).ShouldEndWith(
            """
            "level":"CRITICAL","message":"m","details":{"a" : 1},"step":"s","duration_ms":0,"paper_id":"p","error_code":"e","logger_name":"l","trace_id":"t","span_id":"n","exception":{"type":null,"message":null,"stack_trace":null},"attempt":2,"truncated":true}
            """);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void The_first_attempt_is_not_written(int attempt) =>
        Write(new EntryFields { Attempt = attempt }, 1, 1, 1).ShouldNotContain("attempt");

    [Fact]
    public void Chinese_and_emoji_stay_as_they_are() =>
        Write(new EntryFields { Message = "中文 😀 <a href='x'>&\u2028"u8 }, 1, 1, 1).ShouldContain("\"中文 😀 <a href='x'>&\u2028\"");

    [Fact]
    public void Line_breaks_of_details_stay_unless_one_line_is_asked_for()
    {
        var entry = new EntryFields { Details = "{\r\n \"a\":\n\"\\n\"}"u8 };
        Write(entry, 1, 1, 1).ShouldContain("\"details\":{\r\n \"a\":\n\"\\n\"},");
        var output = new ArrayBufferWriter<byte>();
        EntryJson.WriteOneLine(output, entry, 1, 1, 1);
        Encoding.UTF8.GetString(output.WrittenSpan).ShouldContain("\"details\":{   \"a\": \"\\n\"},");
    }

    [Fact]
    public void What_was_sent_is_what_is_written() =>
        Gen.Select(AnyText, AnyText, AnyText, Gen.Bool).Sample((message, step, trace, escapeAll) =>
        {
            string sent = $$$"""{"message":{{{Quoted(message, escapeAll)}}},"step":{{{Quoted(step, escapeAll)}}},"exception":{"stack_trace":{{{Quoted(trace, escapeAll)}}}}}""";
            using var scratch = new EntryScratch();
            var reader = new EntryReader(Encoding.UTF8.GetBytes(sent), EntryFormat.Ndjson, scratch, EntryLimits.Default);
            reader.Read().ShouldBeTrue();
            reader.IsRejected.ShouldBeFalse(reader.Rejection.Detail);
            using JsonDocument written = JsonDocument.Parse(Write(reader.Entry, 1, 1, 1));
            written.RootElement.GetProperty("message").GetString().ShouldBe(Stored(message));
            written.RootElement.GetProperty("step").GetString().ShouldBe(step.Length == 0 ? null : Stored(step));
            written.RootElement.GetProperty("exception").GetProperty("stack_trace").GetString().ShouldBe(Stored(trace));
        });

    [Fact]
    public void Long_texts_are_written_whole() =>
        Gen.Select(Gen.Int[0, 3000], Gen.Int[0, 3000]).Sample((plain, quotes) =>
        {
            string message = new string('x', plain) + new string('"', quotes) + new string('\u0001', quotes);
            using JsonDocument written = JsonDocument.Parse(Write(new EntryFields { Message = Encoding.UTF8.GetBytes(message) }, 1, 1, 1));
            written.RootElement.GetProperty("message").GetString().ShouldBe(message);
        });

    [Fact]
    public void Several_entries_follow_each_other_in_one_buffer()
    {
        var output = new ArrayBufferWriter<byte>(16);
        for (int seq = 1; seq <= 100; seq++)
        {
            EntryJson.Write(output, new EntryFields { Message = "\"\n"u8 }, 1, 1, seq);
            output.Write("\n"u8);
        }

        string[] lines = Encoding.UTF8.GetString(output.WrittenSpan).TrimEnd().Split('\n');
        lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("seq").GetInt32()).ShouldBe(Enumerable.Range(1, 100));
    }

    [Fact]
    public void The_wire_record_reads_it()
    {
        string json = Write(
            new EntryFields
            {
                Message = "m"u8,
                Details = "{\"a\":1}"u8,
                Level = JobLogLevel.Error,
                TimestampMicros = 1,
                Exception = "{\"type\":\"T\",\"message\":null,\"stack_trace\":null}"u8,
            },
            7,
            8,
            9);
        LogEntry entry = JsonSerializer.Deserialize(json, EntriesJsonContext.Default.LogEntry).ShouldNotBeNull();
        (entry.Seq, entry.JobId, entry.Level, entry.Details?.GetRawText(), entry.Exception).ShouldBe(
            (9L, "job_7", JobLogLevel.Error, "{\"a\":1}", new LogException("T", null, null)));
        entry.Timestamp.ShouldBe(DateTimeOffset.UnixEpoch.AddMicroseconds(1));
        JsonSerializer.Serialize(entry, EntriesJsonContext.Default.LogEntry).ShouldBe(json);
    }

    private static string Write(in EntryFields entry, int job, long run, long seq)
    {
        var output = new ArrayBufferWriter<byte>();
        EntryJson.Write(output, entry, job, run, seq);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>A JSON string: everything escaped, or only what can't stand in UTF-8 JSON as it is.</summary>
    private static string Quoted(string text, bool escapeAll)
    {
        var json = new StringBuilder("\"");
        for (int at = 0; at < text.Length; at++)
        {
            char character = text[at];
            bool paired = at + 1 < text.Length && char.IsSurrogatePair(character, text[at + 1]);
            if (escapeAll || character is < ' ' or '"' or '\\' || (char.IsSurrogate(character) && !paired))
            {
                json.Append($"\\u{(int)character:x4}");
            }
            else
            {
                json.Append(character);
                if (paired)
                {
                    json.Append(text[++at]);
                }
            }
        }

        return json.Append('"').ToString();
    }

    private static string Stored(string text) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');
}
