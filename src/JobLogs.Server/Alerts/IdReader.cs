using JobLogs.Protocol.Ids;
using JobLogs.Server.Http;

namespace JobLogs.Server.Alerts;

/// <summary>Reads ids among query parameters.</summary>
internal static class IdReader
{
    /// <summary>The number of an id, or null when it is absent; another text is noted as wrong.</summary>
    public static long? Read(QueryReader query, string name, NumberIdText kind)
    {
        if (query.Text(name) is not { } text)
        {
            return null;
        }

        if (kind.TryParse(text, out var number))
        {
            return number;
        }

        query.Wrong(name, $"'{QueryReader.Shown(text)}' is no such id; they look like {kind.ToText(1_000_000)}.");
        return null;
    }
}
