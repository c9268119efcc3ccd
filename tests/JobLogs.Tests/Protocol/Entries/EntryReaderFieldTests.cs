using System.Text;
using JobLogs.Protocol;
using JobLogs.Protocol.Entries;

namespace JobLogs.Tests.Protocol.Entries;

public sealed class EntryReaderFieldTests
{
    [Fact]
    public void Reads_every_field()
    {
        ReadEntry entry = Bodies.One("""
            {"message":"开始处理论文搜索","timestamp":"2025-01-31T18:30:00.1234567+08:00","level":"warn","details":{ "a" : [1, {"b":"\u00e9"}] },"step":"paper_search","duration_ms":9223372036854775807,"paper_id":"2501.00001","error_code":"E1","logger_name":"L","trace_id":"t","span_id":"s","attempt":2,"exception":{"message":"m","type":"T"}}
            """);
        entry.ShouldBe(new ReadEntry
        {
            Line = 1,
            Message = "开始处理论文搜索",
            Timestamp = 1_738_319_400_123_456,
            Level = JobLogLevel.Warning,
            Details = """{ "a" : [1, {"b":"\u00e9"}] }""",
            Step = "paper_search",
            DurationMs = long.MaxValue,
            PaperId = "2501.00001",
            ErrorCode = "E1",
            LoggerName = "L",
            TraceId = "t",
            SpanId = "s",
            Attempt = 2,
            Exception = """{"type":"T","message":"m","stack_trace":null}""",
        });
    }

    [Theory]
    [InlineData("""{"message":""}""")]
    [InlineData("""{"message":"","timestamp":null,"level":null,"details":null,"step":null,"duration_ms":null,"paper_id":null,"error_code":null,"logger_name":null,"trace_id":null,"span_id":null,"exception":null,"attempt":null}""")]
    [InlineData("""{"message":"","step":"","paper_id":""}""")]
    public void What_is_absent_null_or_empty_is_absent(string json) =>
        Bodies.One(json).ShouldBe(new ReadEntry { Line = 1, Level = JobLogLevel.Info, DurationMs = -1 });

    [Theory]
    [InlineData("""{"msg":"x"}""", "unknown_key", "\"msg\"")]
    [InlineData("""{"Message":"x"}""", "unknown_key", "\"Message\"")]
    [InlineData("""{"message":"x","truncated":true}""", "unknown_key", "\"truncated\"")]
    [InlineData("""{"message":"x","":1}""", "unknown_key", "\"\"")]
    [InlineData("""{"message":"x","id":"log_1"}""", "reserved_key", "\"id\"")]
    [InlineData("""{"message":"x","seq":1}""", "reserved_key", "\"seq\"")]
    [InlineData("""{"message":"x","job_id":null}""", "reserved_key", "\"job_id\"")]
    [InlineData("""{"message":"x","job_run_id":"run_1"}""", "reserved_key", "\"job_run_id\"")]
    [InlineData("""{"message":"x","message":"x"}""", "duplicate_key", "\"message\"")]
    [InlineData("""{"message":"x","step":null,"st\u0065p":"a"}""", "duplicate_key", "\"step\"")]
    [InlineData("""{"level":"INFO"}""", "missing_message", "\"message\"")]
    [InlineData("""{"message":null}""", "invalid_value", "\"message\" must be a string, not null")]
    [InlineData("""{"message":1}""", "invalid_value", "\"message\" must be a string, not a number")]
    [InlineData("""{"message":"x","step":true}""", "invalid_value", "\"step\" must be a string, not a boolean")]
    [InlineData("""{"message":"x","trace_id":{}}""", "invalid_value", "\"trace_id\" must be a string, not an object")]
    [InlineData("""{"message":"x","level":"LOUD"}""", "invalid_value", "\"LOUD\"")]
    [InlineData("""{"message":"x","level":3}""", "invalid_value", "\"level\"")]
    [InlineData("""{"message":"x","timestamp":"yesterday"}""", "invalid_value", "\"yesterday\"")]
    [InlineData("""{"message":"x","timestamp":"2016-12-31T23:59:60Z"}""", "invalid_value", "leap second")]
    [InlineData("""{"message":"x","timestamp":1738319400}""", "invalid_value", "\"timestamp\" must be a string")]
    [InlineData("""{"message":"x","timestamp":""}""", "invalid_value", "\"timestamp\"")]
    [InlineData("""{"message":"x","duration_ms":-1}""", "invalid_value", "\"duration_ms\" is -1")]
    [InlineData("""{"message":"x","duration_ms":1500.0}""", "invalid_value", "without point or exponent")]
    [InlineData("""{"message":"x","duration_ms":1e3}""", "invalid_value", "without point or exponent")]
    [InlineData("""{"message":"x","duration_ms":9223372036854775808}""", "invalid_value", "\"duration_ms\"")]
    [InlineData("""{"message":"x","duration_ms":"1500"}""", "invalid_value", "not a string")]
    [InlineData("""{"message":"x","attempt":0}""", "invalid_value", "\"attempt\" is 0")]
    [InlineData("""{"message":"x","attempt":1.5}""", "invalid_value", "\"attempt\"")]
    [InlineData("""{"message":"x","details":[]}""", "invalid_value", "\"details\" must be an object")]
    [InlineData("""{"message":"x","details":"a"}""", "invalid_value", "\"details\" must be an object")]
    [InlineData("""{"message":"x","exception":"boom"}""", "invalid_value", "stack_trace")]
    [InlineData("""{"message":"x","exception":{"stack":"s"}}""", "unknown_key", "\"stack\"")]
    [InlineData("""{"message":"x","exception":{"type":1}}""", "invalid_value", "\"type\" of \"exception\"")]
    [InlineData("""{"message":"x","exception":{"type":null,"t\u0079pe":"a"}}""", "duplicate_key", "\"type\"")]
    public void What_is_wrong_is_refused_and_named(string json, string code, string named)
    {
        ReadEntry entry = Bodies.One(json);
        entry.Code.ShouldBe(code);
        entry.Detail.ShouldNotBeNull().ShouldContain(named);
    }

    [Theory]
    [InlineData("""a\u0000b""", "a\uFFFDb")]
    [InlineData("""\ud800""", "\uFFFD")]
    [InlineData("""\udc00\ud800""", "\uFFFD\uFFFD")]
    [InlineData("""\ud83d\ude00""", "😀")]
    [InlineData("""\ud83d\ud83d\ude00!""", "\uFFFD😀!")]
    [InlineData("""\uD83DA""", "\uFFFDA")]
    [InlineData("""\ud83d\n""", "\uFFFD\n")]
    [InlineData("""\"\\\/\b\f\n\r\t\u00E9\u4e2d中""", "\"\\/\b\f\n\r\té中中")]
    public void Escapes_are_resolved(string escaped, string expected)
    {
        ReadEntry entry = Bodies.One($$"""{"mess\u0061ge":"{{escaped}}","step":"{{escaped}}"}""");
        (entry.Message, entry.Step).ShouldBe((expected, expected));
    }

    [Theory]
    [InlineData("a", 4)]
    [InlineData("é", 4)]
    [InlineData("中", 3)]
    [InlineData("😀", 4)]
    [InlineData("\\ud83d\\ude00", 4)]
    [InlineData("\\u4e2d", 3)]
    public void A_message_over_the_limit_is_cut_at_a_character(string character, int kept)
    {
        var limits = new EntryLimits { MaxMessageBytes = 4 };
        ReadEntry entry = Bodies.One($$"""{"message":"{{string.Concat(Enumerable.Repeat(character, 9))}}"}""", limits);
        entry.Truncated.ShouldBeTrue();
        Encoding.UTF8.GetByteCount(entry.Message).ShouldBe(kept);
    }

    [Fact]
    public void A_message_at_the_limit_is_whole()
    {
        ReadEntry entry = Bodies.One($$"""{"message":"{{new string('x', 65_536)}}"}""");
        (entry.Truncated, entry.Message.Length).ShouldBe((false, 65_536));
        Bodies.One($$"""{"message":"{{new string('x', 65_537)}}"}""").Truncated.ShouldBeTrue();
    }

    [Theory]
    [InlineData("step")]
    [InlineData("paper_id")]
    [InlineData("error_code")]
    [InlineData("logger_name")]
    [InlineData("trace_id")]
    [InlineData("span_id")]
    public void Names_are_limited_by_code_points(string key)
    {
        Bodies.One($$"""{"message":"x","{{key}}":"{{string.Concat(Enumerable.Repeat("😀", 255))}}"}""").Code.ShouldBeNull();
        ReadEntry refused = Bodies.One($$"""{"message":"x","{{key}}":"{{string.Concat(Enumerable.Repeat("中", 256))}}"}""");
        refused.Code.ShouldBe("too_long");
        refused.Detail.ShouldNotBeNull().ShouldContain($"\"{key}\" has 256 characters; at most 255");
    }

    [Fact]
    public void An_exception_is_written_in_one_form()
    {
        Bodies.One("""{"message":"x","exception":{ }}""").Exception.ShouldBe("""{"type":null,"message":null,"stack_trace":null}""");
        Bodies.One("""{"message":"x","exception":{"stack_trace":"at\u0020a\u000ab\/\u0001\ud800","message":"\"中\"","type":null}}""")
            .Exception.ShouldBe("""{"type":null,"message":"\"中\"","stack_trace":"at a\nb/\u0001""" + "\uFFFD\"}");
    }

    [Fact]
    public void An_exception_over_its_limit_is_refused()
    {
        ReadEntry refused = Bodies.One($$$"""{"message":"x","exception":{"stack_trace":"{{{new string('x', 65_536)}}}"}}""");
        refused.Code.ShouldBe("too_long");
        refused.Detail.ShouldNotBeNull().ShouldContain("65536");
    }

    [Fact]
    public void Many_escaped_texts_in_one_entry_do_not_disturb_each_other()
    {
        string text = string.Concat(Enumerable.Repeat("\\u4e2d\\n", 4000));
        string expected = string.Concat(Enumerable.Repeat("中\n", 4000));
        ReadEntry entry = Bodies.One(
            $$"""{"step":"\n1","message":"{{text}}","exception":{"type":"{{text}}","stack_trace":"\u0041"},"paper_id":"\n2"}""");
        (entry.Message, entry.Step, entry.PaperId).ShouldBe((expected, "\n1", "\n2"));
        entry.Exception.ShouldBe($$"""{"type":"{{expected.Replace("\n", "\\n")}}","message":null,"stack_trace":"A"}""");
    }
}
