using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Live.Tails;

/// <summary>What this server committed, from the commands that it committed. Hot: it runs on the writer's thread.</summary>
internal static class OwnCommits
{
    /// <summary>The content of one job.</summary>
    public static List<TailChunk> Build(ChunkBuilder builder, Commit commit, IReadOnlyList<StoreCommand> commands, JobId job)
    {
        builder.Begin(commit.Number, job, commit.Events);
        for (var i = 0; i < commands.Count; i++)
        {
            if (commands[i] is AppendEntries { Accepted: > 0 } append && append.Last.Job == job)
            {
                builder.Add(append);
            }
        }

        return builder.End();
    }

    /// <summary>The place of the last that the commit wrote in a job.</summary>
    /// <param name="removed">Whether it deleted the job.</param>
    public static Place LastPlace(Commit commit, IReadOnlyList<StoreCommand> commands, JobId job, out bool removed)
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
}
