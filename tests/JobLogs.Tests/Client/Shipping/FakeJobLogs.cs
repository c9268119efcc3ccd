using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace JobLogs.Tests.Client.Shipping;

/// <summary>A server as a shipper sees it: stores entries once by their producer's numbers; may be away, full, or lose its answers.</summary>
internal sealed class FakeJobLogs : HttpMessageHandler
{
    private readonly Dictionary<string, long> _expected = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>What becomes of the next requests, before they are looked at; null lets one through.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Before { get; set; } = static _ => null;

    /// <summary>Whether a request that was carried out is answered.</summary>
    public Func<HttpRequestMessage, bool> IsAnswered { get; set; } = static _ => true;

    /// <summary>The messages that were stored, in order.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>All entries that were stored, in order.</summary>
    public List<JsonElement> Entries { get; } = [];

    /// <summary>Calls other than entries: method, path without the run, body.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Runs that were made.</summary>
    public List<string> Runs { get; } = [];

    /// <summary>How many entries were sent that it had.</summary>
    public int Duplicates { get; private set; }

    /// <summary>The largest number of entries in one request.</summary>
    public int LargestRequest { get; private set; }

    /// <summary>Messages that it rejects.</summary>
    public Func<string, bool> IsRejected { get; set; } = static _ => false;

    /// <summary>Signalled after each request that was carried out.</summary>
    public SemaphoreSlim Carried { get; } = new(0);

    /// <summary>An answer that refuses.</summary>
    public static HttpResponseMessage Refuse(HttpStatusCode status, string code, int? retryAfter = null, string? more = null)
    {
        var response = Answer(status, $$"""{"type":"urn:joblogs:problem:{{code}}","title":"No","status":{{(int)status}},"detail":"no","code":"{{code}}"{{more}}}""");
        response.Headers.RetryAfter = retryAfter is { } seconds ? new RetryConditionHeaderValue(TimeSpan.FromSeconds(seconds)) : null;
        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        lock (_gate)
        {
            if (Before(request) is { } answer)
            {
                return answer;
            }

            var done = Carry(request, body);
            Carried.Release();
            return IsAnswered(request) ? done : throw new HttpRequestException("the answer was lost");
        }
    }

    private HttpResponseMessage Carry(HttpRequestMessage request, byte[] body)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (path.EndsWith("/logs", StringComparison.Ordinal))
        {
            return Append(request, Unpack(request, body));
        }

        var text = Encoding.UTF8.GetString(body);
        if (path.StartsWith("/api/cronjobs/", StringComparison.Ordinal) && request.Method == HttpMethod.Post)
        {
            Runs.Add(JsonElement.Parse(text).GetProperty("parameters").GetRawText());
            return Answer(HttpStatusCode.Created, Run(Runs.Count));
        }

        if (path.StartsWith("/api/cronjobs/", StringComparison.Ordinal))
        {
            return Answer(HttpStatusCode.OK, $$"""{"runs":[{{string.Join(',', Runs.Select((_, index) => Run(index + 1)))}}],"total":{{Runs.Count}},"skip":0,"limit":200,"has_more":false}""");
        }

        if (!path.EndsWith("/heartbeat", StringComparison.Ordinal))
        {
            Calls.Add($"{request.Method} {path[(path.IndexOf('/', "/api/job-runs/".Length) is > 0 and var at ? at : path.Length)..]} {text}");
        }

        return Answer(HttpStatusCode.OK, "{}");
    }

    private HttpResponseMessage Append(HttpRequestMessage request, string lines)
    {
        var query = System.Web.HttpUtility.ParseQueryString(request.RequestUri!.Query);
        var (producer, first) = (query["producer"]!, long.Parse(query["first"]!));
        var expected = _expected.GetValueOrDefault(producer, 1);
        if (first > expected)
        {
            return Refuse(HttpStatusCode.Conflict, "out_of_sequence", more: $",\"expected\":{expected}");
        }

        var entries = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        LargestRequest = Math.Max(LargestRequest, entries.Length);
        var (accepted, duplicates) = (0, 0);
        var rejected = new List<string>();
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = JsonElement.Parse(entries[i]);
            var message = entry.GetProperty("message").GetString()!;
            if (first + i < expected)
            {
                duplicates++;
            }
            else if (IsRejected(message))
            {
                rejected.Add($$"""{"line":{{i + 1}},"code":"too_long","detail":"\"details\" is too long"}""");
            }
            else
            {
                Messages.Add(message);
                Entries.Add(entry);
                accepted++;
            }
        }

        _expected[producer] = Math.Max(expected, first + entries.Length);
        Duplicates += duplicates;
        return Answer(HttpStatusCode.OK, $$"""{"accepted":{{accepted}},"duplicates":{{duplicates}},"rejected":[{{string.Join(',', rejected)}}],"cursor":"c"}""");
    }

    private string Run(int number) =>
        $$$"""{"id":"run_{{{number}}}","job_run_id":"run_{{{number}}}","job_id":"job_1","job_name":"j","job_type":"external","status":"running","trigger":"api","attempt":1,"created_at":"2025-01-31T10:30:00.000000Z","counts":{"DEBUG":0,"INFO":0,"WARNING":0,"ERROR":0,"CRITICAL":0},"entries":0,"parameters":{{{Runs[number - 1]}}}}""";

    private static string Unpack(HttpRequestMessage request, byte[] body)
    {
        if (!request.Content!.Headers.ContentEncoding.Contains("gzip"))
        {
            return Encoding.UTF8.GetString(body);
        }

        using var unpacker = new StreamReader(new GZipStream(new MemoryStream(body), CompressionMode.Decompress));
        return unpacker.ReadToEnd();
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string json) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
}
