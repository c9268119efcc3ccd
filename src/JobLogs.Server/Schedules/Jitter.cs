using JobLogs.Storage.Model;

namespace JobLogs.Server.Schedules;

/// <summary>
/// How much after its time an occurrence begins. It follows from the job and the occurrence alone, so that every server, and one that
/// was started anew, says the same.
/// </summary>
internal static class Jitter
{
    /// <summary>Whole seconds from 0 to <paramref name="most"/>, evenly spread.</summary>
    public static int Seconds(JobId job, long scheduledAt, int most)
    {
        // The finishing steps of SplitMix64: neighbouring occurrences get delays that have nothing to do with each other.
        var bits = unchecked((ulong)scheduledAt + ((ulong)job.Number * 0x9E3779B97F4A7C15));
        bits = unchecked((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9);
        bits = unchecked((bits ^ (bits >> 27)) * 0x94D049BB133111EB);
        return (int)((bits ^ (bits >> 31)) % ((ulong)most + 1));
    }
}
