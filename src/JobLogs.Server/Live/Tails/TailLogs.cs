using JobLogs.Storage.Model;

namespace JobLogs.Server.Live.Tails;

/// <summary>The logs that somebody follows: of single jobs, and of all. Guarded by the tail's lock, but for <see cref="IsEmpty"/>.</summary>
internal sealed class TailLogs(LiveOptions options)
{
    private readonly Dictionary<JobId, TailLog> _jobs = [];
    private TailLog? _all;
    private int _count;

    /// <summary>Whether nobody follows anything.</summary>
    public bool IsEmpty => Volatile.Read(ref _count) == 0;

    /// <summary>Rises with each log that is added.</summary>
    public long Version { get; private set; }

    /// <summary>The jobs that somebody follows; null for all.</summary>
    public IReadOnlyCollection<JobId>? Followed => _all is null ? [.. _jobs.Keys] : null;

    /// <summary>The log of a job, or of all; null when nobody follows it.</summary>
    public TailLog? Find(JobId? job) => job is { } one ? _jobs.GetValueOrDefault(one) : _all;

    /// <summary>Whether somebody follows a job, or all.</summary>
    public bool IsFollowed(JobId job) => _all is not null || _jobs.ContainsKey(job);

    /// <summary>Whether somebody reads what is published in a job.</summary>
    public bool IsRead(JobId job) => _all?.Readers > 0 || _jobs.GetValueOrDefault(job)?.Readers > 0;

    /// <summary>Adds a log.</summary>
    public void Add(TailLog log)
    {
        if (log.Job is { } job)
        {
            _jobs.Add(job, log);
        }
        else
        {
            _all = log;
        }

        Version++;
        Volatile.Write(ref _count, _count + 1);
        foreach (var other in _jobs.Values)
        {
            Trim(other);
        }
    }

    /// <summary>Removes a log.</summary>
    public void Remove(TailLog log)
    {
        if (log.Job is { } job)
        {
            _jobs.Remove(job);
        }
        else
        {
            _all = null;
        }

        Volatile.Write(ref _count, _count - 1);
        log.Wakeup.Dispose();
    }

    /// <summary>Appends what a commit wrote in a job.</summary>
    /// <param name="chunks">The content; empty when nobody reads it.</param>
    /// <param name="last">The place of the last of it.</param>
    /// <param name="removed">Whether the job was deleted.</param>
    public void Append(JobId job, List<TailChunk> chunks, in Place last, bool removed)
    {
        if (_jobs.GetValueOrDefault(job) is { } log)
        {
            if (log.Readers > 0)
            {
                log.Append(chunks);
                Trim(log);
            }

            log.MoveTo(last, removed);
            log.Wakeup.Ask();
        }

        if (_all?.Readers > 0)
        {
            _all.Append(chunks);
        }

        _all?.MoveTo(last, removed: false);
    }

    /// <summary>A commit was appended as a whole.</summary>
    public void Appended()
    {
        if (_all is not null)
        {
            Trim(_all);
            _all.Wakeup.Ask();
        }
    }

    private void Trim(TailLog log) =>
        log.Trim(Math.Min(options.TailBytesPerJob, options.TailBytes / Math.Max(_count, 1)), options.TailItemsPerJob);
}
