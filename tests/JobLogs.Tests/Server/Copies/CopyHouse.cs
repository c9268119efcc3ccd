using JobLogs.Storage;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;
using JobLogs.Tests.Server.Logs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Copies;

/// <summary>A server with a copy that fails as it is told, in virtual time.</summary>
internal sealed class CopyHouse : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private CopyHouse(LogServer server, ScriptedCopy copy, FakeTimeProvider time) => (Server, Copy, Time) = (server, copy, time);

    public LogServer Server { get; }

    public ScriptedCopy Copy { get; }

    public FakeTimeProvider Time { get; }

    public static async Task<CopyHouse> StartAsync(ScriptedCopy? copy = null, Action<IServiceCollection>? extend = null)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2025, 4, 1, 12, 0, 0, TimeSpan.Zero));
        copy ??= new ScriptedCopy();
        return new CopyHouse(await LogServer.StartAsync(time, copy: copy, extend: extend), copy, time);
    }

    /// <summary>A copy that is away.</summary>
    public static StoreUnavailableException Away() => new("copy_unreachable", "Nobody answers at http://localhost:9200.");

    public async Task<CopyState?> StateAsync() => await Server.CopyStates.FindAsync("elasticsearch", CancellationToken.None);

    public async Task<IReadOnlyList<DeadLetter>> LettersAsync() =>
        (await Server.CopyStates.DeadLettersAsync("elasticsearch", 0, 100, CancellationToken.None)).Items;

    /// <summary>Lets time pass, by seconds, until something is so.</summary>
    public async Task UntilAsync(Func<Task<bool>> isSo, double seconds = 1)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await isSo())
        {
            patience.IsCancellationRequested.ShouldBeFalse("it never became so");
            Time.Advance(TimeSpan.FromSeconds(seconds));
            await Task.Delay(5);
        }
    }

    public Task UntilAsync(Func<bool> isSo, double seconds = 1) => UntilAsync(() => Task.FromResult(isSo()), seconds);

    /// <summary>Lets time pass until the copy has all that was committed.</summary>
    public Task CopiedAsync() => UntilAsync(async () =>
        await StateAsync() is { Position: >= 0 } state && (await Server.Feed.LagAsync(state.Position, CancellationToken.None)).OldestAtMicros is null);

    /// <summary>A job with entries.</summary>
    public Task<(JobId Job, RunId Run)> LogAsync(string name, int entries) =>
        Server.LogAsync(name, [.. Enumerable.Range(1, entries).Select(number => new Sample($"entry {number}"))]);

    public async ValueTask DisposeAsync()
    {
        Copy.LetGo();
        await Server.DisposeAsync();
    }
}
