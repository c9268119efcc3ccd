using JobLogs.Storage.Copies;
using JobLogs.Storage.Elasticsearch;
using JobLogs.Testing.Search;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Storage.Tests.Elasticsearch.Faults;

/// <summary>Whatever happens to a write, writing again makes it whole, and nothing is there twice.</summary>
public sealed class WriteFaultTests : IAsyncLifetime
{
    private TestCopy _copy = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _copy = await TestCopy.OpenAsync(SearchProduct.Elasticsearch);

    public async ValueTask DisposeAsync() => await _copy.DisposeAsync();

    [Fact]
    public Task A_server_that_is_too_busy() => ShouldBeWholeAfter(Fault.Status(429));

    [Fact]
    public Task A_server_that_is_going_down() => ShouldBeWholeAfter(Fault.Status(503));

    [Fact]
    public Task A_connection_that_is_cut() => ShouldBeWholeAfter(Fault.Cut());

    [Fact]
    public Task A_write_that_was_carried_out_and_its_answer_cut() => ShouldBeWholeAfter(Fault.CutAnswer());

    [Fact]
    public Task Something_in_between_that_answers_for_the_server() => ShouldBeWholeAfter(Fault.Status(200, "<html>Welcome to this network</html>"));

    [Fact]
    public Task An_answer_that_leaves_items_out() => ShouldBeWholeAfter(Fault.Status(200, """{"errors":true,"items":[]}"""));

    [Fact]
    public async Task A_write_that_was_carried_out_and_never_answered()
    {
        var carriedOut = new TaskCompletionSource();
        await using var proxy = new FaultProxy(_copy.Server, "_bulk", Fault.Silence(carriedOut));
        var time = new FakeTimeProvider();
        using var copy = new ElasticsearchCopy(_copy.OptionsOn(proxy.Address), new TextNames(), time);
        using var batch = CopyData.Entries(1, 1, CopyData.Numbered(5));

        var writing = copy.WriteAsync(batch, Cancel).AsTask();
        await carriedOut.Task;
        time.Advance(TimeSpan.FromSeconds(61));

        (await Should.ThrowAsync<StoreUnavailableException>(writing)).Message.ShouldContain("took longer than 60 s");
        (await copy.WriteAsync(batch)).Accepted.ShouldBe(5);
        (await _copy.Reader.SeqsAsync()).ShouldBe([1, 2, 3, 4, 5]);
    }

    [Theory]
    [InlineData(429, "es_rejected_execution_exception")]
    [InlineData(503, "unavailable_shards_exception")]
    [InlineData(403, "cluster_block_exception")]
    [InlineData(404, "index_not_found_exception")]
    [InlineData(400, "validation_exception")]
    public async Task Items_that_are_refused_for_the_servers_sake_are_to_be_written_again(int status, string type)
    {
        await using var proxy = new FaultProxy(_copy.Server, "_bulk", Fault.RefuseItems(2, status, type));
        using var copy = Through(proxy);
        using var batch = CopyData.Entries(1, 1, CopyData.Numbered(5));

        var written = await copy.WriteAsync(batch);

        (written.Accepted, written.Refused.Count, written.AgainBecause).ShouldBe((3, 0, $"{status} {type}: not now"));
        written.Again.ShouldBe([CopyItem.Entry(CopyData.Job, 1), CopyItem.Entry(CopyData.Job, 2)]);
        (await _copy.Reader.SeqsAsync()).ShouldBe([3, 4, 5]);
        using var rest = batch.Only(written.Again);
        (await copy.WriteAsync(rest)).Accepted.ShouldBe(2);
        (await _copy.Reader.SeqsAsync()).ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public async Task Requests_become_smaller_when_something_in_between_takes_less()
    {
        await using var proxy = new FaultProxy(_copy.Server, "_bulk", Fault.Status(413, "<html>Too large</html>"));
        using var copy = Through(proxy);
        using var batch = CopyData.Entries(1, 1, CopyData.Numbered(100));

        await Should.ThrowAsync<StoreUnavailableException>(async () => await copy.WriteAsync(batch, Cancel));
        (await copy.WriteAsync(batch)).Accepted.ShouldBe(100);

        var lengths = proxy.Requests.Select(request => request.ContentLength64).ToList();
        lengths.Count.ShouldBeGreaterThan(2);
        lengths.Skip(1).Max().ShouldBeLessThan(lengths[0]);
    }

    [Fact]
    public async Task A_document_that_is_too_large_by_itself_is_refused_for_good()
    {
        await using var proxy = new FaultProxy(_copy.Server, "_bulk", Fault.Status(413, "<html>Too large</html>"));
        using var copy = Through(proxy);
        using var batch = CopyData.Entries(1, 1, CopyData.Numbered(1));

        var written = await copy.WriteAsync(batch, Cancel);

        written.Refused.ShouldHaveSingleItem().Code.ShouldBe("too_large");
    }

    [Fact]
    public async Task A_removal_that_was_cut_is_carried_out_again()
    {
        using var batch = CopyData.Entries(1, 1, [.. CopyData.Numbered(5), new() { TimestampMicros = CopyData.Start * 2 }]);
        await _copy.Copy.WriteAsync(batch);
        await using var proxy = new FaultProxy(_copy.Server, "_bulk", Fault.CutAnswer());
        using var copy = Through(proxy);
        var removal = new CopyRemoval { Job = CopyData.Job, BeforeMicros = CopyData.Start + 1, ThroughSeq = 6 };

        await Should.ThrowAsync<StoreUnavailableException>(async () => await copy.RemoveAsync(removal, Cancel));
        await copy.RemoveAsync(removal, Cancel);

        (await _copy.Reader.SeqsAsync()).ShouldBe([6]);
    }

    private ElasticsearchCopy Through(FaultProxy proxy) => new(_copy.OptionsOn(proxy.Address), new TextNames(), TimeProvider.System);

    private async Task ShouldBeWholeAfter(Fault fault)
    {
        await using var proxy = new FaultProxy(_copy.Server, "_bulk", fault);
        using var copy = Through(proxy);
        using var batch = CopyData.Entries(1, 1, CopyData.Numbered(5));

        await Should.ThrowAsync<StoreUnavailableException>(async () => await copy.WriteAsync(batch, Cancel));
        (await copy.WriteAsync(batch)).Accepted.ShouldBe(5);

        (await _copy.Reader.SeqsAsync()).ShouldBe([1, 2, 3, 4, 5]);
    }
}
