using System.Net.Http.Json;
using System.Text.Json;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Tests.Contracts;
using JobLogs.Testing.Search;

namespace JobLogs.Storage.Tests.Elasticsearch;

/// <summary>What people see who look into the indices, and what a question is refused for.</summary>
public abstract class CopyDocumentContract(SearchProduct product) : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private TestCopy _copy = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Uri Indices => new(_copy.Server, $"{_copy.Prefix}-v1-2023.11.14");

    public async ValueTask InitializeAsync() => _copy = await TestCopy.OpenAsync(product);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _http.Dispose();
        await _copy.DisposeAsync();
    }

    [Fact]
    public async Task A_document_has_the_names_of_the_common_schema()
    {
        using var batch = CopyData.Entries(5, 9, new WrittenEntry
        {
            Message = "下载 failed", Level = EntryLevel.Error, TimestampMicros = 1_700_000_000_123_456, LoggerName = "papers", Step = "download", DurationMs = 1500,
            ErrorCode = "E1", Exception = """{"type":"IOException","message":"cut","stack_trace":"at x"}""", TraceId = "abc", SpanId = "def",
            PaperId = "2301.1", Attempt = 2, Truncated = true, Details = """{"keywords": ["ML", "二"], "none": null}""",
        });
        await _copy.Copy.WriteAsync(batch);

        var source = (await _http.GetFromJsonAsync<JsonElement>($"{Indices}/_source/log_7_9", Cancel));

        JsonElement.DeepEquals(source, JsonSerializer.Deserialize<JsonElement>("""
            {
              "@timestamp": "2023-11-14T22:13:20.123456Z",
              "message": "下载 failed",
              "log": {"level": "ERROR", "logger": "papers"},
              "event": {"id": "log_7_9", "dataset": "joblogs.entry", "sequence": 9, "duration": 1500000000},
              "error": {"code": "E1", "type": "IOException", "message": "cut", "stack_trace": "at x"},
              "trace": {"id": "abc"},
              "span": {"id": "def"},
              "joblogs": {
                "job": 7, "job_id": "job_7", "run": 3, "job_run_id": "run_3", "commit": 5, "timestamp_us": 1700000000123456, "step": "download",
                "paper_id": "2301.1", "duration_ms": 1500, "attempt": 2, "truncated": true,
                "details": "{\"keywords\": [\"ML\", \"二\"], \"none\": null}",
                "exception": "{\"type\":\"IOException\",\"message\":\"cut\",\"stack_trace\":\"at x\"}"
              },
              "details": {"keywords": ["ML", "二"]}
            }
            """)).ShouldBeTrue(source.GetRawText());
    }

    [Theory]
    [InlineData("""{"match":{"message":"failed"}}""")]
    [InlineData("""{"term":{"details.keywords":"ML"}}""")]
    [InlineData("""{"term":{"joblogs.job_id":"job_7"}}""")]
    [InlineData("""{"range":{"@timestamp":{"gte":"2023-11-14T22:13:20.123456Z","lte":"2023-11-14T22:13:20.123456Z"}}}""")]
    public async Task People_find_it_by_what_it_says(string query)
    {
        using var batch = CopyData.Entries(1, 1, new WrittenEntry
        {
            Message = "下载 failed", TimestampMicros = 1_700_000_000_123_456, Details = """{"keywords": ["ML"]}""",
        });
        await _copy.Copy.WriteAsync(batch);

        using var answer = await _http.PostAsync($"{Indices}/_count", new StringContent($$"""{"query":{{query}}}""", null, "application/json"), Cancel);

        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("count").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Awkward_details_come_back_byte_for_byte_and_never_make_a_document_refused()
    {
        string[] details =
        [
            "{}", """{"":1,".":2,"a..b":3," ":4,"a.":5,".a":6}""", """{"a.b":1,"a":{"b":2}}""", """{"a":[[1,[2]],[{"b":1}],null,{}]}""", """{"a\u0000b":1}""",
            """{"a":"\u0000","b":1e400,"c":-0,"d":123456789012345678901234567890}""", $$"""{"long":"{{new string('x', 60_000)}}"}""",
            $$"""{"{{new string('k', 60_000)}}":1}""", $$"""{"中":"{{new string('文', 20_000)}}"}""", $$"""{{{string.Join(',', Enumerable.Range(0, 5000).Select(n => $"\"k{n}\":{n}"))}}}""",
            string.Concat(Enumerable.Repeat("{\"a\":", 500)) + "1" + new string('}', 500), $$"""{"a":{{new string('[', 500)}}{{new string(']', 500)}}}""",
            """{"escaped":"\u4e00\ud83d\ude00\/\b","same":"一😀"}""", """ { "spaces" : [ true , false ] } """,
        ];
        using var batch = CopyData.Entries(1, 1, [.. details.Select(text => new WrittenEntry { Details = text })]);

        var written = await _copy.Copy.WriteAsync(batch);

        written.Refused.ShouldBeEmpty();
        using var page = (await _copy.Reader.ReadAsync(CopyData.All(), 1, Cancel)).Value!;
        Enumerable.Range(0, page.Entries.Count).Select(i => WrittenEntry.From(page.Entries[i], CopyData.Run).Details).ShouldBe(details);
    }

    [Fact]
    public async Task The_search_text_is_indexed_and_not_kept()
    {
        using var batch = CopyData.Entries(1, 1, CopyData.Numbered(1));
        await _copy.Copy.WriteAsync(batch);

        var source = await _http.GetFromJsonAsync<JsonElement>($"{Indices}/_source/log_7_1", Cancel);

        source.GetProperty("joblogs").TryGetProperty("search", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(9900, 100)]
    [InlineData(0, 10_000)]
    public async Task A_page_past_the_window_is_no_answer(long skip, int limit)
    {
        var answer = await _copy.Reader.ReadAsync(CopyData.All(limit) with { Skip = skip }, 1, Cancel);

        answer.Missing.ShouldNotBeNull().Reason.ShouldBe(NoAnswerReason.BeyondItsMeans);
    }

    [Fact]
    public async Task A_closed_index_is_no_answer()
    {
        using var batch = CopyData.Entries(1, 1, CopyData.Numbered(1));
        await _copy.Copy.WriteAsync(batch);
        using var closed = await _http.PostAsync($"{Indices}/_close", null, Cancel);
        closed.EnsureSuccessStatusCode();

        var page = await _copy.Reader.ReadAsync(CopyData.All(), 1, Cancel);
        var after = await _copy.Reader.ReadAsync(CopyData.All() with { After = Place.Start }, 1, Cancel);
        var counts = await _copy.Reader.FacetAsync(LogScope.All, new(), Facet.Level, 5, 1, Cancel);

        (page.Missing?.Reason, after.Missing?.Reason, counts.Missing?.Reason).ShouldBe((NoAnswerReason.Refused, NoAnswerReason.Refused, NoAnswerReason.Refused));
    }
}
