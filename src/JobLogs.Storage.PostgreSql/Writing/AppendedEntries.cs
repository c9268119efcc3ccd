using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Where a command's entries went, to be told to its batch once that is durable.</summary>
/// <param name="Command">The command.</param>
/// <param name="Run">Its run.</param>
/// <param name="Job">Its job.</param>
/// <param name="FirstSeq">The seq of the first entry that was stored.</param>
/// <param name="FirstOffset">Entries with a smaller offset are repeats, which have no seq.</param>
internal readonly record struct AppendedEntries(AppendEntries Command, RunId Run, JobId Job, long FirstSeq, long FirstOffset)
{
    /// <summary>Tells each stored entry its seq.</summary>
    public void Tell(long commit)
    {
        var batch = Command.Batch;
        var seq = FirstSeq;
        for (var index = 0; index < batch.Count; index++)
        {
            if (batch[index].Offset >= FirstOffset)
            {
                batch.Committed(index, Job, seq++, commit);
            }
        }
    }
}
