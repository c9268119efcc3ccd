using System.Text.Json;

namespace JobLogs.EndToEnd.Tests.Fixtures;

/// <summary>Follows a run by Server-Sent Events as a browser does, connecting again with the last id until the stream says that it is over.</summary>
internal static class SseFollower
{
    public static async Task<Received> FollowAsync(Uri server, string run, string filters, CancellationToken cancellationToken)
    {
        var received = new Received();
        while (!received.Ended)
        {
            received.Connections++;
            using var http = new HttpClient { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan };
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/job-runs/{run}/logs/stream?types=log&tail=10000{filters}");
            if (received.Cursor is not null)
            {
                request.Headers.Add("Last-Event-ID", received.Cursor);
            }

            try
            {
                using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                response.EnsureSuccessStatusCode();
                await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
                await ReadAsync(body, received, cancellationToken);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                // Cut; the next round goes on after the last id.
            }
        }

        return received;
    }

    private static async Task ReadAsync(Stream body, Received received, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(body);
        string? kind = null, data = null, id = null;
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length > 0)
            {
                kind = Field(line, "event") ?? kind;
                data = Field(line, "data") ?? data;
                id = Field(line, "id") ?? id;
                continue;
            }

            // An event counts, and its id too, only when its empty line has come: as in a browser.
            received.Cursor = id ?? received.Cursor;
            if (kind == "log")
            {
                received.Add(JsonElement.Parse(data!));
            }

            if (kind == "end")
            {
                received.Ended = true;
                return;
            }

            kind = data = id = null;
        }
    }

    private static string? Field(string line, string name) =>
        line.StartsWith(name + ":", StringComparison.Ordinal) ? line[(name.Length + 1)..].TrimStart(' ') : null;
}
