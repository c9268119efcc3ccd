using JobLogs.Storage.Copies;
using JobLogs.Storage.Elasticsearch;
using JobLogs.Storage.Model;
using JobLogs.Testing.Search;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Storage.Tests.Elasticsearch.Faults;

/// <summary>An answer that isn't whole is none.</summary>
public sealed class ReadFaultTests : IAsyncLifetime
{
    private TestCopy _copy = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _copy = await TestCopy.OpenAsync(SearchProduct.OpenSearch);
        using var batch = CopyData.Entries(1, 1, CopyData.Numbered(5));
        await _copy.Copy.WriteAsync(batch);
    }

    public async ValueTask DisposeAsync() => await _copy.DisposeAsync();

    [Fact]
    public Task A_search_that_was_stopped_early() => ShouldHaveNoAnswer(Fault.Replace("\"timed_out\":false", "\"timed_out\":true"), NoAnswerReason.TimedOut);

    [Fact]
    public Task Shards_that_failed() => ShouldHaveNoAnswer(Fault.Replace("\"failed\":0", "\"failed\":1"), NoAnswerReason.Partial);

    [Fact]
    public Task A_server_that_is_too_busy() => ShouldHaveNoAnswer(Fault.Status(429), NoAnswerReason.Refused);

    [Fact]
    public Task A_server_that_is_going_down() => ShouldHaveNoAnswer(Fault.Status(503), NoAnswerReason.Refused);

    [Fact]
    public Task A_connection_that_is_cut() => ShouldHaveNoAnswer(Fault.Cut(), NoAnswerReason.Unreachable);

    [Fact]
    public Task An_answer_that_is_cut() => ShouldHaveNoAnswer(Fault.CutAnswer(), NoAnswerReason.Unreachable);

    [Fact]
    public Task Something_in_between_that_answers_for_the_server() =>
        ShouldHaveNoAnswer(Fault.Status(200, "<html>Welcome to this network</html>"), NoAnswerReason.Refused);

    [Fact]
    public Task A_document_of_somebody_else() => ShouldHaveNoAnswer(Fault.Replace("\"INFO\"", "\"NOTICE\""), NoAnswerReason.Refused);

    [Fact]
    public async Task A_search_of_two_of_which_one_failed()
    {
        await using var proxy = new FaultProxy(_copy.Server, "_msearch", Fault.Replace("\"status\":200", "\"status\":503"));
        using var copy = new ElasticsearchCopy(_copy.OptionsOn(proxy.Address), new TextNames(), TimeProvider.System);

        var answer = await copy.Reader.ReadAsync(CopyData.All() with { After = Place.Start }, 1, Cancel);

        answer.Missing.ShouldNotBeNull().Reason.ShouldBe(NoAnswerReason.Refused);
    }

    [Fact]
    public async Task A_server_that_says_nothing()
    {
        var received = new TaskCompletionSource();
        await using var proxy = new FaultProxy(_copy.Server, "_search", Fault.Silence(received));
        var time = new FakeTimeProvider();
        using var copy = new ElasticsearchCopy(_copy.OptionsOn(proxy.Address), new TextNames(), time);

        var reading = copy.Reader.ReadAsync(CopyData.All(), 1, Cancel).AsTask();
        await received.Task;
        time.Advance(TimeSpan.FromSeconds(11));

        (await reading).Missing.ShouldNotBeNull().Reason.ShouldBe(NoAnswerReason.TimedOut);
    }

    [Fact]
    public async Task An_answer_longer_than_is_good()
    {
        var options = new ElasticsearchOptions { Hosts = [_copy.Server], IndexPrefix = _copy.Prefix, AnswerBytes = 500 };
        using var copy = new ElasticsearchCopy(options, new TextNames(), TimeProvider.System);

        var answer = await copy.Reader.ReadAsync(CopyData.All(), 1, Cancel);

        answer.Missing.ShouldNotBeNull().Reason.ShouldBe(NoAnswerReason.BeyondItsMeans);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_told_so()
    {
        using var gaveUp = new CancellationTokenSource();
        await gaveUp.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await _copy.Reader.ReadAsync(CopyData.All(), 1, gaveUp.Token));
    }

    private async Task ShouldHaveNoAnswer(Fault fault, NoAnswerReason reason)
    {
        await using var proxy = new FaultProxy(_copy.Server, "_search", fault);
        using var copy = new ElasticsearchCopy(_copy.OptionsOn(proxy.Address), new TextNames(), TimeProvider.System);

        var answer = await copy.Reader.ReadAsync(CopyData.All(), 1, Cancel);
        var afterwards = await copy.Reader.SeqsAsync();

        answer.Missing.ShouldNotBeNull().Reason.ShouldBe(reason, answer.Missing.Detail);
        afterwards.Count.ShouldBe(5);
    }
}
