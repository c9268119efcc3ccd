namespace JobLogs.Server.Shippers.Loki;

/// <summary>The labels that entries have in common.</summary>
internal sealed class LokiStream(IReadOnlyList<KeyValuePair<string, string>> labels)
{
    /// <summary>The labels.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Labels { get; } = labels;

    /// <summary>The first of these labels that is there; null when none is.</summary>
    public string? Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var (label, value) in Labels)
            {
                if (label == name && value.Length > 0)
                {
                    return value;
                }
            }
        }

        return null;
    }
}
