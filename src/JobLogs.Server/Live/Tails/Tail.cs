using System.Runtime.InteropServices;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Live.Tails;

/// <summary>
/// The recent commits of the jobs that somebody follows; of a job that nobody follows nothing is copied, encoded or kept.
/// The order of all jobs is one more log, which is kept while somebody follows it. Hot: publishing runs on
/// the writer's thread, and does nothing there but copy.
/// </summary>
internal sealed class Tail(IOptions<LiveOptions> options, TimeProvider time, LiveMetrics metrics) : ITail
{
    private readonly LiveOptions _options = options.Value;
    private readonly Lock _gate = new();

    // Guarded by the gate.
    private readonly Dictionary<JobId, TailLog> _jobs = [];
    private TailLog? _all;
    private int _logs;

    // Used by Publish alone, under the gate.
    private readonly List<JobId> _touched = [];
    private readonly ChunkBuilder _builder = new();

    /// <inheritdoc />
    public void Publish(Commit commit, IReadOnlyList<StoreCommand> commands)
    {
        if (Volatile.Read(ref _logs) == 0)
        {
            return;
        }

        lock (_gate)
        {
            CollectTouched(commit, commands);
            JobId previous = default;
            foreach (ref readonly var job in CollectionsMarshal.AsSpan(_touched))
            {
                if (job != previous)
                {
                    PublishJob(commit, commands, job, _jobs.GetValueOrDefault(job));
                    previous = job;
                }
            }

            if (_touched.Count > 0)
            {
                _all?.Trim(BytesPerLog, _options.TailItemsPerJob);
                _all?.Wakeup.Ask();
            }
        }
    }

    /// <summary>Follows a job, or all: <paramref name="signal"/> is set after something was published, until <see cref="Leave"/>.</summary>
    /// <param name="reads">Whether the follower reads the log, or only wants to be woken.</param>
    public TailLog Join(JobId? job, Signal signal, bool reads)
    {
        lock (_gate)
        {
            if (Find(job) is not { } log)
            {
                log = new TailLog(job, new Wakeup(time, _options.FlushInterval, metrics));
                Keep(log);
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
                Forget(log);
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

    private long BytesPerLog => Math.Min(_options.TailBytesPerJob, _options.TailBytes / Math.Max(_logs, 1));

    private void PublishJob(Commit commit, IReadOnlyList<StoreCommand> commands, JobId job, TailLog? log)
    {
        var kept = log?.Readers > 0 || _all?.Readers > 0;
        var last = LastPlace(commit, commands, job, out var removed);
        if (kept)
        {
            _builder.Begin(commit.Number, job, commit.Events);
            for (var i = 0; i < commands.Count; i++)
            {
                if (commands[i] is AppendEntries { Accepted: > 0 } append && append.Last.Job == job)
                {
                    _builder.Add(append);
                }
            }

            var chunks = _builder.End();
            if (log?.Readers > 0)
            {
                log.Append(chunks);
                log.Trim(BytesPerLog, _options.TailItemsPerJob);
            }

            if (_all?.Readers > 0)
            {
                _all.Append(chunks);
            }
        }

        log?.MoveTo(last, removed);
        log?.Wakeup.Ask();
        _all?.MoveTo(last, removed: false);
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
        if ((_all is not null || _jobs.ContainsKey(job)) && (_touched.Count == 0 || _touched[^1] != job))
        {
            _touched.Add(job);
        }
    }

    private static Place LastPlace(Commit commit, IReadOnlyList<StoreCommand> commands, JobId job, out bool removed)
    {
        removed = false;
        var last = new Place(commit.Number, job, 0, 0);
        for (var i = 0; i < commands.Count; i++)
        {
            if (commands[i] is AppendEntries { Accepted: > 0 } append && append.Last.Job == job && append.Last.Seq > last.Seq)
            {
                last = new Place(commit.Number, job, append.Last.Seq, 0);
            }
        }

        for (var i = 0; i < commit.Events.Count; i++)
        {
            var happened = commit.Events[i];
            if (happened.Job == job)
            {
                removed |= happened is JobRemoved;
                last = last.CompareInJob(happened.Place) < 0 ? happened.Place : last;
            }
        }

        return last;
    }

    private TailLog? Find(JobId? job) => job is { } one ? _jobs.GetValueOrDefault(one) : _all;

    private void Keep(TailLog log)
    {
        if (log.Job is { } job)
        {
            _jobs.Add(job, log);
        }
        else
        {
            _all = log;
        }

        Volatile.Write(ref _logs, _logs + 1);
        foreach (var other in _jobs.Values)
        {
            other.Trim(BytesPerLog, _options.TailItemsPerJob);
        }
    }

    private void Forget(TailLog log)
    {
        if (log.Job is { } job)
        {
            _jobs.Remove(job);
        }
        else
        {
            _all = null;
        }

        Volatile.Write(ref _logs, _logs - 1);
        log.Wakeup.Dispose();
    }
}
