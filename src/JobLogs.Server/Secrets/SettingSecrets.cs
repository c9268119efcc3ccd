namespace JobLogs.Server.Secrets;

/// <summary>The secrets among the server's own settings.</summary>
internal static class SettingSecrets
{
    /// <summary>Takes note of them.</summary>
    public static void Note(IConfiguration configuration, KnownSecrets known)
    {
        known.Add(configuration["ELASTICSEARCH_PASSWORD"]);
        foreach (var key in (configuration["SECRET_KEY"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            known.Add(key);
        }

        if (Password(configuration["DATABASE_URL"] ?? "") is { } password)
        {
            known.Add(password);
            known.Add(Uri.UnescapeDataString(password));
        }
    }

    // scheme://user:password@host: the last @ before the path ends it.
    private static string? Password(string url)
    {
        var authority = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = authority < 3 ? -1 : url.AsSpan(authority).IndexOfAny('/', '?');
        var user = authority < 3 ? "" : end < 0 ? url[authority..] : url.Substring(authority, end);
        var at = user.LastIndexOf('@');
        var colon = at < 0 ? -1 : user.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && colon < at ? user[(colon + 1)..at] : null;
    }
}
