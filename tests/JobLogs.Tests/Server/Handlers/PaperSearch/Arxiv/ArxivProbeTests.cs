using JobLogs.Server.Handlers.PaperSearch.Arxiv;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Handlers.PaperSearch.Arxiv;

public sealed class ArxivProbeTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly HttpClient _http = ArxivHttp.CreateClient();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(200)]
    [InlineData(404)]
    [InlineData(503)]
    public async Task Counts_any_answer_as_reached(int status)
    {
        await using var arxiv = await FakeArxiv.StartAsync((context, _) =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        using var probe = new ArxivProbe(arxiv.Api, _http, _clock);

        (await probe.FindTroubleAsync(Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task Does_not_ask_the_api()
    {
        await using var arxiv = await FakeArxiv.StartAsync(total: 1);
        using var probe = new ArxivProbe(arxiv.Api, _http, _clock);

        await probe.FindTroubleAsync(Stop);

        arxiv.Requests.ShouldBe(["/"]);
    }

    [Fact]
    public async Task Looks_once_a_minute()
    {
        await using var arxiv = await FakeArxiv.StartAsync((_, _) => Task.CompletedTask);
        using var probe = new ArxivProbe(arxiv.Api, _http, _clock);

        await probe.FindTroubleAsync(Stop);
        _clock.Advance(TimeSpan.FromSeconds(59));
        await probe.FindTroubleAsync(Stop);
        var within = arxiv.Requests.Count;
        _clock.Advance(TimeSpan.FromSeconds(1));
        await probe.FindTroubleAsync(Stop);

        (within, arxiv.Requests.Count).ShouldBe((1, 2));
    }

    [Fact]
    public async Task Decides_after_five_seconds_for_all_that_wait()
    {
        var asked = new SemaphoreSlim(0);
        await using var arxiv = await FakeArxiv.StartAsync(async (context, _) =>
        {
            asked.Release();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        using var probe = new ArxivProbe(arxiv.Api, _http, _clock);

        var first = probe.FindTroubleAsync(Stop);
        var second = probe.FindTroubleAsync(Stop);
        await asked.WaitAsync(Stop);
        _clock.Advance(ArxivProbe.Limit);

        (await first).ShouldBe("127.0.0.1 gave no answer within 5 s");
        (await second).ShouldBe("127.0.0.1 gave no answer within 5 s");
    }

    [Fact]
    public async Task Decides_at_once_when_nobody_listens()
    {
        var arxiv = await FakeArxiv.StartAsync(total: 0);
        var api = arxiv.Api;
        await arxiv.DisposeAsync();
        using var probe = new ArxivProbe(api, _http, _clock);

        (await probe.FindTroubleAsync(Stop)).ShouldNotBeNull().ShouldContain("refused");
    }

    [Fact]
    public async Task Decides_at_once_when_the_name_is_unknown()
    {
        using var probe = new ArxivProbe(new Uri("http://arxiv.invalid/api/query"), _http, _clock);

        (await probe.FindTroubleAsync(Stop)).ShouldNotBeNull().ShouldContain("arxiv.invalid");
    }

    [Fact]
    public async Task Stops_when_the_run_is_cancelled()
    {
        using var probe = new ArxivProbe(new Uri("http://127.0.0.1:9/api/query"), _http, _clock);

        await Should.ThrowAsync<OperationCanceledException>(() => probe.FindTroubleAsync(new CancellationToken(canceled: true)));
    }

    public void Dispose() => _http.Dispose();
}
