using JobLogs.Storage.Commands;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Tests.Elasticsearch;

/// <summary>Brings a copy to the end of what was committed, in pages.</summary>
internal sealed class CopyFollower(IStoreWriter writer, ICommitFeed feed, ILogCopy copy)
{
    private const string Name = "test";

    private static readonly CommitPageSize Size = new(5000, 1_000_000);

    /// <summary>The last commit that the copy has.</summary>
    public long Through { get; private set; }

    /// <summary>Registers the copy, for which what was removed is kept from now on.</summary>
    public async Task BeginAsync() =>
        await writer.CommitAsync([new LeaseCopy(Name, "here", 0)], Guid.NewGuid(), CancellationToken.None);

    public async Task CatchUpAsync()
    {
        while (true)
        {
            using var page = await feed.ReadAsync(Through, Size, CancellationToken.None);
            if (page.IsEmpty)
            {
                return;
            }

            var written = await copy.WriteAsync(new CopyBatch(page.Commits, page.Entries, page.Events), CancellationToken.None);
            written.Refused.ShouldBeEmpty();
            written.Again.ShouldBeEmpty(written.AgainBecause);
            foreach (var removal in page.Events.Select(ToRemoval).OfType<CopyRemoval>())
            {
                await copy.RemoveAsync(removal, CancellationToken.None);
            }

            await copy.RefreshAsync(CancellationToken.None);
            Through = page.Through;
        }
    }

    private static CopyRemoval? ToRemoval(RunEvent happened) => happened switch
    {
        JobRemoved gone => new CopyRemoval { Job = gone.Job },
        EntriesRemoved removed => new CopyRemoval
        {
            Job = removed.Job,
            BeforeMicros = removed.BeforeMicros,
            AfterSeq = removed.FirstSeq - 1,
            ThroughSeq = removed.LastSeq,
            ThroughEvent = removed.LastEvent,
            Spared = removed.Spared,
        },
        _ => null,
    };
}
