using JobLogs.Tests.Server.Runs;

namespace JobLogs.Tests.Server.Logs;

/// <summary>What pages of logs say.</summary>
internal static class Answers
{
    /// <summary>The messages of a page's entries.</summary>
    public static string[] Messages(this Answer answer) =>
        [.. answer["logs"].EnumerateArray().Select(entry => entry.GetProperty("message").GetString()!)];

    /// <summary>The seqs of a page's entries.</summary>
    public static long[] Seqs(this Answer answer) => [.. answer["logs"].EnumerateArray().Select(entry => entry.GetProperty("seq").GetInt64())];

    public static string? NextCursor(this Answer answer) => answer["next_cursor"].GetString();

    public static bool HasMore(this Answer answer) => answer["has_more"].GetBoolean();

    public static bool Has(this Answer answer, string name) => answer.Json.TryGetProperty(name, out _);
}
