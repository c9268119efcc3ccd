using JobLogs.Storage.Model;
using JobLogs.Storage.Others;

namespace JobLogs.Server.Live.Tails;

/// <summary>What servers committed, this one or others, from the page that was read of the store.</summary>
internal static class ReadCommits
{
    /// <summary>Takes the next commit off a page.</summary>
    /// <param name="entry">The first entry that is left.</param>
    /// <param name="happened">The first event that is left.</param>
    /// <param name="touched">Gets the jobs that the commit wrote in, in their order; one may stand there more than once.</param>
    public static ReadCommit Take(CommittedPage page, ref int entry, ref int happened, List<JobId> touched)
    {
        var number = Math.Min(
            entry < page.Entries.Count ? page.Entries[entry].Commit : long.MaxValue,
            happened < page.Events.Count ? page.Events[happened].Commit : long.MaxValue);
        touched.Clear();
        var (firstEntry, firstEvent) = (entry, happened);
        for (; entry < page.Entries.Count && page.Entries[entry].Commit == number; entry++)
        {
            Touch(touched, page.Entries[entry].Job);
        }

        var events = new List<RunEvent>();
        for (; happened < page.Events.Count && page.Events[happened] is var next && next.Commit == number; happened++)
        {
            events.Add(next);
            Touch(touched, next.Job);
        }

        touched.Sort();
        return new ReadCommit(number, firstEntry, entry, events);
    }

    /// <summary>The content of one job; to be called in the order of the jobs.</summary>
    /// <param name="entry">The first entry of the commit that is left.</param>
    /// <param name="removed">Whether the commit deleted the job.</param>
    public static List<TailChunk> Build(
        ChunkBuilder builder, CommittedPage page, in ReadCommit commit, JobId job, ref int entry, out bool removed)
    {
        builder.Begin(commit.Number, job, commit.Events);
        removed = false;
        foreach (var happened in commit.Events)
        {
            removed |= happened is JobRemoved && happened.Job == job;
        }

        while (entry < commit.EndOfEntries && page.Entries[entry].Job.Number < job.Number)
        {
            entry++;
        }

        for (; entry < commit.EndOfEntries && page.Entries[entry].Job == job; entry++)
        {
            builder.Add(page.Entries[entry], commit.EndOfEntries - entry);
        }

        return builder.End();
    }

    private static void Touch(List<JobId> touched, JobId job)
    {
        if (touched.Count == 0 || touched[^1] != job)
        {
            touched.Add(job);
        }
    }
}
