using System.Net;
using System.Text;
using System.Text.Json;

namespace JobLogs.EndToEnd.Tests.Fixtures;

/// <summary>
/// A producer that numbers its entries, as the SDK does: what was acknowledged is never sent again, what was not is, from the same number
/// on.
/// </summary>
internal sealed class NumberedWriter(string run, string name)
{
    private const int BatchSize = 50;
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMilliseconds(100);

    /// <summary>Entries that one request carries.</summary>
    public static int Batch => BatchSize;

    /// <summary>The last number that was acknowledged.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>Writes until the connection is cut.</summary>
    public async Task WriteUntilCutAsync(HttpClient http)
    {
        try
        {
            while (true)
            {
                (await SendAsync(http)).ShouldBe(HttpStatusCode.OK);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // The server is gone.
        }
    }

    /// <summary>Writes up to a number, trying again while the server refuses or can't be reached.</summary>
    public async Task WriteThroughAsync(HttpClient http, long last, CancellationToken cancellationToken)
    {
        while (Acknowledged < last)
        {
            try
            {
                if (await SendAsync(http) == HttpStatusCode.OK)
                {
                    continue;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                // As if it had been refused.
            }

            await Task.Delay(AfterRefusal, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>The numbers that are stored of it, in order.</summary>
    public async Task<List<int>> StoredAsync(ServerProcess server)
    {
        using var response = await server.Http.GetAsync($"/api/job-runs/{run}/logs/export?format=ndjson&logger_name={name}");
        var text = await response.Content.ReadAsStringAsync();
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => int.Parse(JsonElement.Parse(line).GetProperty("message").GetString()!))];
    }

    private async Task<HttpStatusCode> SendAsync(HttpClient http)
    {
        var first = Acknowledged + 1;
        var body = string.Concat(Enumerable.Range((int)first, BatchSize)
            .Select(number => $$"""{"message": "{{number}}", "logger_name": "{{name}}"}""" + "\n"));
        using var content = new StringContent(body, Encoding.UTF8, "application/x-ndjson");
        using var response = await http.PostAsync($"/api/job-runs/{run}/logs?producer={name}&first={first}", content);
        if (response.StatusCode == HttpStatusCode.OK)
        {
            Acknowledged = first + BatchSize - 1;
        }
        else
        {
            response.StatusCode.ShouldBeOneOf(HttpStatusCode.ServiceUnavailable, HttpStatusCode.TooManyRequests);
        }

        return response.StatusCode;
    }
}
