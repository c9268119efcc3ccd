using System.Text.Json;

namespace JobLogs.Tests.Server.Ingest;

/// <summary>What the endpoint answered.</summary>
internal sealed record IngestReply(int Status, JsonElement Json, string? ContentType, double? RetryAfter)
{
    public int Accepted => Json.GetProperty("accepted").GetInt32();

    public int Duplicates => Json.GetProperty("duplicates").GetInt32();

    public (int Line, string Code)[] Rejected =>
        [.. Json.GetProperty("rejected").EnumerateArray().Select(line => (line.GetProperty("line").GetInt32(), line.GetProperty("code").GetString()!))];

    public string Cursor => Json.GetProperty("cursor").GetString()!;

    public string Code => Json.GetProperty("code").GetString()!;

    public string Detail => Json.GetProperty("detail").GetString()!;

    public string ErrorFields => string.Join(',', Json.GetProperty("errors").EnumerateObject().Select(error => error.Name));
}
