using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Tests.Server.Logs;

namespace JobLogs.Tests.Server.Papers;

public sealed class PaperEndpointsTests : IAsyncLifetime
{
    private LogServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await LogServer.StartAsync();
        var (job, run) = await _server.LogAsync("nightly");
        Paper Of(string source, string id, string title, long at) => new()
        {
            Source = source,
            Id = id,
            Title = title,
            Authors = ["Ada"],
            Categories = ["cs.LG"],
            PublishedAt = Sample.Noon,
            UpdatedAt = Sample.Noon,
            Summary = "about",
            Link = "https://example.org/" + id,
            Analysis = "{\"words\": 7}",
            Run = run,
            Job = job,
            ProcessedAt = Sample.Noon + at,
        };
        await _server.Queue.SubmitAsync(
            new SavePapers([Of("arxiv", "2401.1", "Graphs", 1), Of("sample", "2401.2", "学习 trees", 2), Of("sample", "2401.3", "Forests", 3)]),
            CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("", "Forests,学习 trees,Graphs")]
    [InlineData("?source=sample", "Forests,学习 trees")]
    [InlineData("?search=TREES", "学习 trees")]
    [InlineData("?search=学", "学习 trees")]
    [InlineData("?skip=1&limit=1", "学习 trees")]
    public async Task Lists_papers_last_processed_first(string query, string titles)
    {
        var page = await _server.GetAsync("/api/papers" + query);

        page["papers"].EnumerateArray().Select(paper => paper.GetProperty("title").GetString()).ShouldBe(titles.Split(','));
    }

    [Fact]
    public async Task A_page_says_where_it_stands()
    {
        var page = await _server.GetAsync("/api/papers?skip=1&limit=1");

        page["total"].GetInt64().ShouldBe(3);
        page["skip"].GetInt64().ShouldBe(1);
        page["limit"].GetInt64().ShouldBe(1);
        page.HasMore().ShouldBeTrue();
        page["papers"][0].GetProperty("analysis").GetRawText().ShouldBe("{\"words\": 7}");
        page["papers"][0].GetProperty("processed_at").GetString().ShouldBe("2025-01-01T00:00:00.000002Z");
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?q=x", "q")]
    public async Task Bad_input_is_refused_by_name(string query, string field) =>
        (await _server.GetAsync("/api/papers" + query)).Error(field).ShouldNotBeEmpty();
}
