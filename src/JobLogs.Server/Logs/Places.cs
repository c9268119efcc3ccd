using JobLogs.Storage.Model;

namespace JobLogs.Server.Logs;

/// <summary>Places in a log.</summary>
internal static class Places
{
    /// <summary>Where an entry stands.</summary>
    public static Place Of(in EntryView entry) => new(entry.Commit, entry.Job, entry.Seq, 0);

    /// <summary>Where the last entry of a batch stands.</summary>
    public static Place OfLast(EntryBatch entries) => Of(entries[entries.Count - 1]);

    /// <summary>Before everything in a log.</summary>
    public static Place StartOf(in LogScope scope) => scope.Job is { } job ? Place.StartOf(job) : Place.Start;

    /// <summary>The nearest place after <paramref name="place"/>, so that "before" it includes what stands at the place.</summary>
    public static Place JustAfter(in Place place) => place with { Event = place.Event + 1 };
}
