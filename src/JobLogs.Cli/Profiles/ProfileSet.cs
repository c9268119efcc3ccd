namespace JobLogs.Cli.Profiles;

/// <summary>What the profile file holds.</summary>
internal sealed record ProfileSet
{
    /// <summary>The profile that is used when none is named.</summary>
    public string Current { get; init; } = "default";

    /// <summary>The profiles by name.</summary>
    public SortedDictionary<string, Profile> Profiles { get; init; } = new(StringComparer.Ordinal);
}
