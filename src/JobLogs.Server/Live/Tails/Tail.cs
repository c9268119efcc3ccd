using System.Runtime.InteropServices;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.Others;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Live.Tails;

/// <summary>
/// The recent commits of the jobs that somebody follows; of a job that nobody follows nothing is copied, encoded or kept.
/// The order of all jobs is one more log, which is kept while somebody follows it. Hot: publishing runs on
/// the writer's thread, and does nothing there but copy.
/// </summary>
/// <param name="others">Other servers over the same database; null when there are none.</param>
internal sealed class Tail(IOptions<LiveOptions> options, TimeProvider time, LiveMetrics metrics, IOtherServers? others = null) : ITail
{
    private readonly LiveOptions _options = options.Value;
    private readonly Signal _behind = new();
    private readonly Lock _gate = new();

    // Guarded by the gate.
    private readonly TailLogs _logs = new(options.Value);
    private readonly CommitOrder _order = new(others is null, others?.OpenedAfter ?? 0);

    // Used by publishing alone, under the gate.
    private readonly List<JobId> _touched = [];
    private readonly ChunkBuilder _builder = new();

    /// <inheritdoc />
    public void Publish(Commit commit, IReadOnlyList<StoreCommand> commands)
    {
        if (others is null && _logs.IsEmpty)
        {
            return;
        }

        if (commit.WroteNothing)
        {
            // The number may be another server's, whose commit is still to be read.
            Heard(commit.Number);
            return;
        }

        lock (_gate)
        {
            if (_order.Own(commit.Number, !_logs.IsEmpty))
            {
                PublishOwn(commit, commands);
            }
            else if (_order.IsBehind)
            {
                _behind.Set();
            }
        }
    }

    /// <inheritdoc />
    public void Heard(long commit)
    {
        lock (_gate)
        {
            _order.Heard(commit, !_logs.IsEmpty);
            if (_order.IsBehind)
            {
                _behind.Set();
            }
        }
    }

    /// <summary>Waits until the store may have commits that are to be read and published. For one loop.</summary>
    public ValueTask AwaitGapAsync() => _behind.WaitAsync();

    /// <summary>Ends the waiting.</summary>
    public void StopWaiting() => _behind.Set();

    /// <summary>What is to be read; null when everything was published.</summary>
    public TailGap? FindGap()
    {
        lock (_gate)
        {
            _order.Heard(_order.Known, !_logs.IsEmpty);
            return _order.IsBehind ? new TailGap(_order.Through, _order.Known, _logs.Followed, _logs.Version) : null;
        }
    }

    /// <summary>Publishes what was read to fill a gap.</summary>
    /// <returns>False when somebody began meanwhile to follow what the page does not have: then it must be read anew.</returns>
    public bool Fill(TailGap gap, CommittedPage page)
    {
        lock (_gate)
        {
            if (gap.Jobs is not null && gap.Version != _logs.Version)
            {
                return false;
            }

            var (entry, happened) = (0, 0);
            while (entry < page.Entries.Count || happened < page.Events.Count)
            {
                PublishRead(page, ref entry, ref happened);
            }

            // The known commits are seen by every read that began after they were.
            _order.Published(page.ReachedEnd ? Math.Max(page.Through, gap.Known) : page.Through);
            return true;
        }
    }

    /// <summary>Follows a job, or all: <paramref name="signal"/> is set after something was published, until <see cref="Leave"/>.</summary>
    /// <param name="reads">Whether the follower reads the log, or only wants to be woken.</param>
    public TailLog Join(JobId? job, Signal signal, bool reads)
    {
        lock (_gate)
        {
            if (_logs.Find(job) is not { } log)
            {
                log = new TailLog(job, new Wakeup(time, _options.FlushInterval, metrics));
                _logs.Add(log);
            }

            log.Readers += reads ? 1 : 0;
            log.Wakeup.Add(signal);
            return log;
        }
    }

    /// <summary>Ends what <see cref="Join"/> began.</summary>
    public void Leave(TailLog log, Signal signal, bool reads)
    {
        lock (_gate)
        {
            log.Wakeup.Remove(signal);
            log.Readers -= reads ? 1 : 0;
            if (log.Readers == 0)
            {
                log.Clear();
            }

            if (log.Wakeup.Followers == 0)
            {
                _logs.Remove(log);
            }
        }
    }

    /// <summary>The last place that is known to be committed in the log, or null when none is known.</summary>
    public Place? EndOf(TailLog log)
    {
        lock (_gate)
        {
            return log.End();
        }
    }

    /// <summary>Whether it is known where the log begins to be complete.</summary>
    public bool IsProved(TailLog log)
    {
        lock (_gate)
        {
            return log.CompleteAfter() is not null;
        }
    }

    /// <summary>The store's end stood at <paramref name="end"/> at a moment after the caller joined.</summary>
    public void Prove(TailLog log, in Place end)
    {
        lock (_gate)
        {
            log.Prove(end);
        }
    }

    /// <summary>Where to go on reading after <paramref name="place"/>; null when the log doesn't reach back that far.</summary>
    public long? Locate(TailLog log, in Place place)
    {
        lock (_gate)
        {
            return log.CompleteAfter() is { } from && new LogScope(log.Job, null).Compare(place, from) >= 0 ? log.FirstAfter(place) : null;
        }
    }

    private void PublishOwn(Commit commit, IReadOnlyList<StoreCommand> commands)
    {
        CollectTouched(commit, commands);
        JobId previous = default;
        foreach (ref readonly var job in CollectionsMarshal.AsSpan(_touched))
        {
            if (job != previous)
            {
                var last = OwnCommits.LastPlace(commit, commands, job, out var removed);
                _logs.Append(job, _logs.IsRead(job) ? OwnCommits.Build(_builder, commit, commands, job) : [], last, removed);
                previous = job;
            }
        }

        if (_touched.Count > 0)
        {
            _logs.Appended();
        }
    }

    /// <summary>Publishes the next commit of a page.</summary>
    private void PublishRead(CommittedPage page, ref int entry, ref int happened)
    {
        var commit = ReadCommits.Take(page, ref entry, ref happened, _touched);
        if (!_order.IsNew(commit.Number))
        {
            return;
        }

        JobId previous = default;
        var at = commit.FirstEntry;
        foreach (ref readonly var job in CollectionsMarshal.AsSpan(_touched))
        {
            if (job != previous && _logs.IsFollowed(job))
            {
                var chunks = ReadCommits.Build(_builder, page, commit, job, ref at, out var removed);
                _logs.Append(job, chunks, chunks[^1].Last, removed);
                previous = job;
            }
        }

        _logs.Appended();
    }

    /// <summary>The jobs that the commit wrote something in and that somebody follows, in their order; one may stand there more than once.</summary>
    private void CollectTouched(Commit commit, IReadOnlyList<StoreCommand> commands)
    {
        _touched.Clear();
        for (var i = 0; i < commands.Count; i++)
        {
            if (commands[i] is AppendEntries { Accepted: > 0 } append)
            {
                Touch(append.Last.Job);
            }
        }

        for (var i = 0; i < commit.Events.Count; i++)
        {
            Touch(commit.Events[i].Job);
        }

        _touched.Sort();
    }

    private void Touch(JobId job)
    {
        if (_logs.IsFollowed(job) && (_touched.Count == 0 || _touched[^1] != job))
        {
            _touched.Add(job);
        }
    }
}
