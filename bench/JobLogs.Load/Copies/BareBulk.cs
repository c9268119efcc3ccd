using System.Diagnostics;
using System.Net.Http.Headers;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Elasticsearch;
using JobLogs.Storage.Elasticsearch.Writing;

namespace JobLogs.Load.Copies;

/// <summary>Sends finished <c>_bulk</c> bodies of the same documents, and asks only whether there were errors: the limit of the server itself.</summary>
internal sealed class BareBulk(Uri server, string prefix, int bulkBytes) : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly IndexName _names = new(prefix);

    /// <summary>Writes the batches; returns documents a second. Making the bodies doesn't count.</summary>
    public async Task<double> PerSecondAsync(IReadOnlyList<CopyBatch> batches)
    {
        var bodies = Encode(batches);
        var start = Stopwatch.GetTimestamp();
        foreach (var body in bodies)
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
            using var answer = await _http.PostAsync(new Uri(server, "_bulk?filter_path=errors"), content);
            var text = await answer.Content.ReadAsStringAsync();
            if (text != """{"errors":false}""")
            {
                throw new InvalidOperationException($"The bare bulk was answered {(int)answer.StatusCode} {text}");
            }
        }

        using var refreshed = await _http.PostAsync(new Uri(server, $"{_names.Pattern}/_refresh"), null);
        refreshed.EnsureSuccessStatusCode();
        return batches.Sum(batch => batch.Entries.Count) / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    // In requests of the same size as the copy's.
    private List<byte[]> Encode(IReadOnlyList<CopyBatch> batches)
    {
        using var body = new BulkBody(new ProtocolNames());
        var bodies = new List<byte[]>();
        foreach (var batch in batches)
        {
            for (var i = 0; i < batch.Entries.Count; i++)
            {
                body.TryAdd(batch.Entries[i], _names.Of(batch.Commits[0].AtMicros));
                if (body.Memory.Length >= bulkBytes || i == batch.Entries.Count - 1)
                {
                    bodies.Add(body.Memory.ToArray());
                    body.Clear();
                }
            }
        }

        return bodies;
    }
}
