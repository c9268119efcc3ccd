using JobLogs.Server.Ingest;
using JobLogs.Server.Runs;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace JobLogs.Tests.Server.Runs;

public sealed class LeaseRenewerTests
{
    private static readonly RunId Run = new(7);

    [Fact]
    public async Task A_renewal_that_comes_after_its_attempt_leaves_the_next_attempt_alone()
    {
        var active = new ActiveRuns();
        active.TryAdd(Run, out var first).ShouldBeTrue();
        first.TakenUp(1);
        ActiveRun? second = null;
        var queue = new LateQueue(() =>
        {
            active.Remove(Run);
            active.TryAdd(Run, out second).ShouldBeTrue();
            second.TakenUp(2);
        });
        using var renewer = new LeaseRenewer(active, queue, Options.Create(new RunsOptions()), TimeProvider.System, NullLogger<LeaseRenewer>.Instance);

        await renewer.RenewAsync(CancellationToken.None);

        first.Stopped.IsCompleted.ShouldBeTrue();
        second.ShouldNotBeNull().Stopped.IsCompleted.ShouldBeFalse();
    }

    /// <summary>Something happens before it comes to the renewals, which are refused then.</summary>
    private sealed class LateQueue(Action before) : IStoreQueue
    {
        public ValueTask SubmitAllNowAsync(IReadOnlyList<StoreCommand> commands) => throw new NotSupportedException();

        public ValueTask SubmitAllAsync(IReadOnlyList<StoreCommand> commands, CancellationToken cancellationToken)
        {
            before();
            foreach (var renewal in commands.Cast<RenewLease>())
            {
                renewal.Refusal = Refusal.LeaseLost;
            }

            return ValueTask.CompletedTask;
        }

        public ValueTask<T> SubmitAsync<T>(T command, CancellationToken cancellationToken)
            where T : StoreCommand => throw new NotSupportedException();

        public ValueTask<T> SubmitNowAsync<T>(T command)
            where T : StoreCommand => throw new NotSupportedException();
    }
}
