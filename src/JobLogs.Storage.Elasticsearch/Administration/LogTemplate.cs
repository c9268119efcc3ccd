using System.Text;

namespace JobLogs.Storage.Elasticsearch.Administration;

/// <summary>The index template: <c>Templates/log.json</c> with its blanks filled in.</summary>
internal static class LogTemplate
{
    private const string Flattened = "\"details\": { \"type\": \"{{flattened}}\" },";

    /// <summary>The template's text.</summary>
    /// <param name="database">The database that the indices are a copy of.</param>
    /// <param name="flattenedType">The type of <c>details</c>; null when the server has none that will do.</param>
    internal static ReadOnlyMemory<byte> Of(ElasticsearchOptions options, IndexName names, string database, string? flattenedType)
    {
        using var stream = typeof(LogTemplate).Assembly.GetManifestResourceStream("JobLogs.Storage.Elasticsearch.Templates.log.json")
            ?? throw new InvalidOperationException("The index template is not in the assembly.");
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd()
            .Replace(Flattened, flattenedType is null ? "" : Flattened.Replace("{{flattened}}", flattenedType, StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("{{pattern}}", names.Pattern, StringComparison.Ordinal)
            .Replace("{{database}}", database, StringComparison.Ordinal)
            .Replace("{{shards}}", $"{options.Shards}", StringComparison.Ordinal)
            .Replace("{{replicas}}", options.Replicas, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text);
    }
}
