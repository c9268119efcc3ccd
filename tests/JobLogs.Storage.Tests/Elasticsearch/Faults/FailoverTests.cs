using JobLogs.Storage.Copies;
using JobLogs.Storage.Elasticsearch;
using JobLogs.Testing.Search;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Storage.Tests.Elasticsearch.Faults;

/// <summary>One node of several that fails goes unnoticed.</summary>
public sealed class FailoverTests : IAsyncLifetime
{
    private static readonly Uri Nobody = new("http://127.0.0.1:9");

    private TestCopy _copy = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _copy = await TestCopy.OpenAsync(SearchProduct.Elasticsearch);

    public async ValueTask DisposeAsync() => await _copy.DisposeAsync();

    [Fact]
    public async Task A_node_that_is_gone_is_passed_over()
    {
        using var copy = Copy(new FakeTimeProvider(), Nobody, _copy.Server);
        using var batch = CopyData.Entries(1, 1, CopyData.Numbered(3));

        await copy.WriteAsync(batch);

        (await copy.Reader.SeqsAsync()).ShouldBe([1, 2, 3]);
        (await copy.DescribeAsync(Cancel)).Nodes.ShouldBe((1, 2));
    }

    [Fact]
    public async Task A_node_that_failed_is_asked_again_after_a_pause()
    {
        await using var proxy = new FaultProxy(_copy.Server, "_search", Fault.Status(503));
        var time = new FakeTimeProvider();
        using var copy = Copy(time, proxy.Address, _copy.Server);
        using var batch = CopyData.Entries(1, 1, CopyData.Numbered(3));
        await _copy.Copy.WriteAsync(batch);
        for (var i = 0; i < 4; i++)
        {
            (await copy.Reader.SeqsAsync()).ShouldBe([1, 2, 3]);
        }

        var before = proxy.Requests.Count;
        time.Advance(TimeSpan.FromSeconds(3));
        for (var i = 0; i < 4; i++)
        {
            await copy.Reader.SeqsAsync();
        }

        (before, proxy.Requests.Count).ShouldBe((1, 3));
        (await copy.DescribeAsync(Cancel)).Nodes.ShouldBe((2, 2));
    }

    [Fact]
    public async Task When_all_are_gone_it_says_so_and_tries_them_each_time()
    {
        using var copy = Copy(TimeProvider.System, Nobody, new Uri("http://127.0.0.1:19"));

        var answer = await copy.Reader.ReadAsync(CopyData.All(), 1, Cancel);
        var refusal = await Should.ThrowAsync<StoreUnavailableException>(async () => await copy.DescribeAsync(Cancel));

        answer.Missing.ShouldNotBeNull().Reason.ShouldBe(NoAnswerReason.Unreachable);
        (refusal.Code, refusal.Message).ShouldBe(("copy_unavailable", refusal.Message));
        refusal.Message.ShouldContain("no search server of 2 could be reached");
    }

    private ElasticsearchCopy Copy(TimeProvider time, params Uri[] nodes) => new(_copy.OptionsOn(nodes), new TextNames(), time);
}
