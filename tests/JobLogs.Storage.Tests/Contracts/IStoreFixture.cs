using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Storage.Tests.Contracts;

/// <summary>A store of one kind, empty when it is made: all that the contracts know of an adapter.</summary>
public interface IStoreFixture : IAsyncDisposable
{
    IStoreWriter Writer { get; }

    ILogStore Logs { get; }

    IJobStore Jobs { get; }

    IRunStore Runs { get; }

    IPaperStore Papers { get; }

    IAccessStore Access { get; }

    IAlertStore Alerts { get; }

    ICommitFeed Feed { get; }

    ICopyStates Copies { get; }

    FakeTimeProvider Time { get; }

    /// <summary>Closes the store and opens it again, as a restart does.</summary>
    ValueTask ReopenAsync();

    /// <summary>What other servers and copies would learn: the entries of each commit that has a row, and its number.</summary>
    ValueTask<IReadOnlyList<(long Commit, SeqSpan Span)>> CommittedSpansAsync();
}
