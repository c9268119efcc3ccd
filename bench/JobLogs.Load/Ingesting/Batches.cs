using JobLogs.Load.Entries;
using JobLogs.Load.Http;

namespace JobLogs.Load.Ingesting;

/// <summary>Requests of entries, made beforehand so that making them isn't measured, and sent again and again.</summary>
internal static class Batches
{
    /// <summary><paramref name="requests"/> requests of <paramref name="entriesEach"/>, for the runs in turns.</summary>
    public static byte[][] Make(Uri server, string[] runs, int requests, int entriesEach, SampleEntries entries) =>
        [.. Enumerable.Range(0, requests).Select(i => HttpRequest.PostEntries(server, runs[i % runs.Length], Ndjson.Lines(entries, entriesEach)))];
}
