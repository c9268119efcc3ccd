using JobLogs.Server.Http;

namespace JobLogs.Server.Live.Subscriptions;

/// <summary>The types' written form.</summary>
internal static class StreamTypeNames
{
    private static readonly (string Name, StreamTypes Type)[] Names =
        [("log", StreamTypes.Log), ("status", StreamTypes.Status), ("metric", StreamTypes.Metric)];

    /// <summary>The names of the types in a set.</summary>
    public static IEnumerable<string> Of(StreamTypes types) => Names.Where(name => types.HasFlag(name.Type)).Select(name => name.Name);

    /// <summary>Reads a list of names; null means all.</summary>
    /// <param name="wrong">Receives what is wrong.</param>
    public static StreamTypes Read(IReadOnlyList<string>? names, Action<string, string> wrong)
    {
        if (names is null)
        {
            return StreamTypes.All;
        }

        var types = StreamTypes.None;
        foreach (var text in names)
        {
            var found = Names.FirstOrDefault(name => name.Name == text);
            if (found.Name is null)
            {
                wrong("types", $"'{QueryReader.Shown(text)}' is no type; the types are log, status and metric.");
            }

            types |= found.Type;
        }

        if (names.Count == 0)
        {
            wrong("types", "is empty; name at least one of log, status and metric, or leave it out for all three.");
        }

        return types;
    }
}
